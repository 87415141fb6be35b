/// The audit logs of cloud services: which fields give them away, and what the fields that rules ask for are called in
/// each of the forms in which a service gives its records out.
///
/// Names of fields are those of the services' own schemas: AWS CloudTrail, Google Cloud's `AuditLog`, Microsoft's
/// Management Activity API, and of Azure the resource log schema, the tables of Log Analytics and Microsoft Graph.
enum CloudSources {
    static let table: [OtherSources.Row] = amazon + google + microsoft365 + azure + others

    private static let amazon = OtherSources.rows(
        "aws", nil, "cloudtrail",
        having: [["eventSource", "eventName", "awsRegion"], ["eventSource", "eventName", "eventVersion"]])

    private static let others: [OtherSources.Row] =
        OtherSources.rows(
            "okta", nil, "okta",
            having: [
                ["eventType", "actor.alternateId"], ["eventType", "displayMessage"], ["eventtype", "displaymessage"],
            ])
        + OtherSources.rows(
            "github", nil, "audit", having: [["action", "actor", "org"], ["action", "actor", "repo"]])
        + OtherSources.rows("bitbucket", nil, "audit", having: [["auditType.category"]])
        + OtherSources.rows("kubernetes", "application", "audit", having: [["verb", "objectRef.resource"]])
        + OtherSources.rows("kubernetes", nil, "audit", having: [["verb", "objectRef.resource"]])
        + OtherSources.rows(
            "opencanary", "application", nil, having: [["logtype", "node_id"], ["logtype", "src_host"]])
        + OtherSources.rows("onelogin", nil, "onelogin.events", having: [["event_type_id"]])

    private static func row(
        _ product: String, _ service: String, _ fields: [String], requires: Criterion? = nil,
        _ names: [String: String] = [:]
    ) -> OtherSources.Row {
        OtherSources.row(
            product, nil, service,
            LogSourceRoute(fields: fields, requires: requires, mapping: FieldMapping.list(names)))
    }

    // MARK: Google

    private static let google: [OtherSources.Row] =
        [
            // As Pub/Sub hands it on, as Beats name it, and as the log itself has it.
            row("gcp", "gcp.audit", ["data.protoPayload.methodName"]),
            row("gcp", "gcp.audit", ["gcp.audit.method_name"]),
            row("gcp", "gcp.audit", ["protoPayload.methodName"]),
            row(
                "gcp", "gcp.audit", ["protoPayload.methodName"],
                [
                    "gcp.audit.method_name": "protoPayload.methodName",
                    "data.protoPayload.methodName": "protoPayload.methodName",
                    "data.protoPayload.serviceName": "protoPayload.serviceName",
                    "data.protoPayload.authorizationInfo.permission": "protoPayload.authorizationInfo.permission",
                    "data.protoPayload.authorizationInfo.granted": "protoPayload.authorizationInfo.granted",
                    "data.protoPayload.resource.type": "resource.type", "data.protoPayload.logName": "logName",
                ]),
        ]
        + ["google_workspace.admin", "google_workspace.login"].flatMap { service in
            [
                row("gcp", service, ["eventService", "eventName"]),
                row("gcp", service, ["protoPayload.serviceName"]),
                row(
                    "gcp", service, ["protoPayload.serviceName"],
                    [
                        "eventService": "protoPayload.serviceName",
                        "eventName": "protoPayload.metadata.event.eventName",
                        "protoPayload.Servicename": "protoPayload.serviceName",
                    ]),
            ]
        }

    // MARK: Microsoft 365

    /// Rules for its threat services were written for collectors with names of their own; the unified audit log says the
    /// same in others.
    private static let microsoft365: [OtherSources.Row] =
        ["audit", "exchange", "threat_management", "threat_detection"].flatMap { service in
            [
                row("m365", service, ["Workload", "Operation"]),
                row("m365", service, ["eventSource", "eventName", "status"]),
            ]
        }
        + ["exchange", "threat_management", "threat_detection"].flatMap { service in
            // What came of an operation is told in other words by each workload.
            ["Success", "Succeeded", "True"].map { success in
                OtherSources.row(
                    "m365", nil, service,
                    LogSourceRoute(
                        fields: ["Workload", "Operation"],
                        mapping: [
                            FieldMapping("eventSource", "Workload"), FieldMapping("eventName", "Operation"),
                            FieldMapping("status", "ResultStatus", values: ["success": success]),
                            FieldMapping("Payload", "Parameters"),
                        ]))
            }
        }
        + ["threat_management", "threat_detection"].map { service in
            // An alert has its name beside the operation, which is that it was raised; `Data` has the rest of it.
            OtherSources.row(
                "m365", nil, service,
                LogSourceRoute(
                    fields: ["Workload", "Operation", "Name"],
                    mapping: [
                        FieldMapping("eventSource", "Workload"), FieldMapping("eventName", "Name"),
                        FieldMapping("status", "Operation", values: ["success": "AlertTriggered"]),
                        FieldMapping("Payload", "Data"),
                    ]))
        }

    // MARK: Azure

    private static let azure: [OtherSources.Row] =
        ["riskdetection", "pim"].flatMap { service in
            [
                row("azure", service, ["riskEventType"]),
                row("azure", service, ["properties.riskEventType"], ["riskEventType": "properties.riskEventType"]),
                row("azure", service, ["RiskEventType"], ["riskEventType": "RiskEventType"]),
            ]
        } + azureAudit + azureSignIns + azureActivity

    /// The resource log schema, whose `category` tells the logs apart.
    private static let resourceLog = ["operationName", "category", "resourceId"]

    private static let isAudit = OtherSources.field("category", ["AuditLogs"])
    private static let isSignIn = OtherSources.field("category", ["*SignInLogs"])

    private static let azureAudit: [OtherSources.Row] = [
        row("azure", "auditlogs", resourceLog, requires: isAudit),
        row(
            "azure", "auditlogs", resourceLog, requires: isAudit,
            [
                "properties.message": "operationName", "OperationName": "operationName",
                "ActivityDisplayName": "properties.activityDisplayName", "Category": "properties.category",
                "category": "properties.category", "LoggedByService": "properties.loggedByService",
                "Status": "properties.result", "targetResources.type": "properties.targetResources.type",
            ]),
        row("azure", "auditlogs", ["OperationName", "LoggedByService"]),
        row(
            "azure", "auditlogs", ["OperationName", "LoggedByService"],
            [
                "properties.message": "OperationName", "operationName": "OperationName", "category": "Category",
                "Status": "Result", "properties.result": "Result",
            ]),
        row("azure", "auditlogs", ["activityDisplayName", "loggedByService"]),
        row(
            "azure", "auditlogs", ["activityDisplayName", "loggedByService"],
            [
                "properties.message": "activityDisplayName", "operationName": "activityDisplayName",
                "OperationName": "activityDisplayName", "ActivityDisplayName": "activityDisplayName",
                "Category": "category", "LoggedByService": "loggedByService", "Status": "result",
                "properties.result": "result",
            ]),
    ]

    private static let azureSignIns: [OtherSources.Row] = [
        row("azure", "signinlogs", resourceLog, requires: isSignIn),
        row(
            "azure", "signinlogs", resourceLog, requires: isSignIn,
            [
                "ResultType": "resultType", "ResultDescription": "resultDescription",
                "Resultdescription": "resultDescription",
                "AuthenticationRequirement": "properties.authenticationRequirement",
                "ConditionalAccessStatus": "properties.conditionalAccessStatus", "userAgent": "properties.userAgent",
                "RiskState": "properties.riskState",
            ]),
        row("azure", "signinlogs", ["ConditionalAccessStatus", "UserPrincipalName"]),
        row(
            "azure", "signinlogs", ["ConditionalAccessStatus", "UserPrincipalName"],
            [
                "resultType": "ResultType", "Resultdescription": "ResultDescription", "userAgent": "UserAgent",
                "location": "Location", "properties.authenticationRequirement": "AuthenticationRequirement",
            ]),
        row("azure", "signinlogs", ["conditionalAccessStatus", "userPrincipalName"]),
        row(
            "azure", "signinlogs", ["conditionalAccessStatus", "userPrincipalName"],
            [
                "ResultType": "status.errorCode", "resultType": "status.errorCode",
                "ResultDescription": "status.failureReason", "Resultdescription": "status.failureReason",
                "AuthenticationRequirement": "authenticationRequirement",
                "properties.authenticationRequirement": "authenticationRequirement", "RiskState": "riskState",
                "ConditionalAccessStatus": "conditionalAccessStatus",
            ]),
    ]

    private static let azureActivity: [OtherSources.Row] = [
        row("azure", "activitylogs", resourceLog, requires: .not(.any([isAudit, isSignIn]))),
        row(
            "azure", "activitylogs", resourceLog, requires: .not(.any([isAudit, isSignIn])),
            ["OperationNameValue": "operationName", "CategoryValue": "category", "ResourceId": "resourceId"]),
        row("azure", "activitylogs", ["operationName", "eventDataId"]),
        // Of the command line and the REST interface, and of Log Analytics.
        row(
            "azure", "activitylogs", ["operationName.value", "eventDataId"],
            [
                "operationName": "operationName.value", "OperationNameValue": "operationName.value",
                "CategoryValue": "category.value", "ResourceProviderValue": "resourceProviderName.value",
                "ResourceId": "resourceId",
            ]),
        row("azure", "activitylogs", ["OperationNameValue", "CategoryValue"], ["operationName": "OperationNameValue"]),
    ]
}
