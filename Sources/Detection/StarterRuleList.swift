/// The rules that travel inside the executable, each file of `StarterRules` on a line: what is embedded cannot be
/// listed at run time. A test compares this with the folder.
enum StarterRuleList {
    static let files: [(name: String, bytes: [UInt8])] = [
        ("accessibility_feature_debugger_set.yml", PackageResources.accessibility_feature_debugger_set_yml),
        ("archive_with_encrypted_content.yml", PackageResources.archive_with_encrypted_content_yml),
        ("backup_and_recovery_destroyed.yml", PackageResources.backup_and_recovery_destroyed_yml),
        ("cloud_upload_tool_started.yml", PackageResources.cloud_upload_tool_started_yml),
        ("credential_database_exported.yml", PackageResources.credential_database_exported_yml),
        ("credential_dump_file_created.yml", PackageResources.credential_dump_file_created_yml),
        ("defender_protection_switched_off.yml", PackageResources.defender_protection_switched_off_yml),
        ("directory_collection_tool_executed.yml", PackageResources.directory_collection_tool_executed_yml),
        (
            "directory_replication_by_ordinary_account.yml",
            PackageResources.directory_replication_by_ordinary_account_yml
        ),
        (
            "dns_query_for_tunnel_or_anonymity_service.yml",
            PackageResources.dns_query_for_tunnel_or_anonymity_service_yml
        ),
        ("dns_query_with_encoded_labels.yml", PackageResources.dns_query_with_encoded_labels_yml),
        ("domain_and_privilege_discovery_commands.yml", PackageResources.domain_and_privilege_discovery_commands_yml),
        ("domain_database_copied_by_command.yml", PackageResources.domain_database_copied_by_command_yml),
        ("domain_database_file_created.yml", PackageResources.domain_database_file_created_yml),
        (
            "download_with_certificate_or_transfer_tool.yml",
            PackageResources.download_with_certificate_or_transfer_tool_yml
        ),
        (
            "event_logging_stopped_or_wiped_by_command.yml",
            PackageResources.event_logging_stopped_or_wiped_by_command_yml
        ),
        ("executable_written_to_admin_share.yml", PackageResources.executable_written_to_admin_share_yml),
        ("explicit_credentials_to_other_host.yml", PackageResources.explicit_credentials_to_other_host_yml),
        ("file_creation_time_backdated.yml", PackageResources.file_creation_time_backdated_yml),
        ("kerberos_rc4_ticket_for_user_service.yml", PackageResources.kerberos_rc4_ticket_for_user_service_yml),
        ("linux_ld_preload_file_written.yml", PackageResources.linux_ld_preload_file_written_yml),
        ("linux_persistence_cron_or_ssh_key.yml", PackageResources.linux_persistence_cron_or_ssh_key_yml),
        ("linux_reverse_shell_one_liner.yml", PackageResources.linux_reverse_shell_one_liner_yml),
        ("linux_root_password_login_from_outside.yml", PackageResources.linux_root_password_login_from_outside_yml),
        ("local_admin_rights_granted.yml", PackageResources.local_admin_rights_granted_yml),
        ("lsass_dump_by_command_line.yml", PackageResources.lsass_dump_by_command_line_yml),
        ("lsass_memory_read_access.yml", PackageResources.lsass_memory_read_access_yml),
        ("named_pipe_of_known_implants.yml", PackageResources.named_pipe_of_known_implants_yml),
        ("new_credentials_logon_by_seclogo.yml", PackageResources.new_credentials_logon_by_seclogo_yml),
        ("office_application_spawns_interpreter.yml", PackageResources.office_application_spawns_interpreter_yml),
        ("powershell_concealed_or_encoded_command.yml", PackageResources.powershell_concealed_or_encoded_command_yml),
        ("powershell_in_memory_download_command.yml", PackageResources.powershell_in_memory_download_command_yml),
        ("powershell_in_memory_download_script.yml", PackageResources.powershell_in_memory_download_script_yml),
        ("powershell_script_with_attack_functions.yml", PackageResources.powershell_script_with_attack_functions_yml),
        (
            "proxy_binary_runs_remote_or_inline_script.yml",
            PackageResources.proxy_binary_runs_remote_or_inline_script_yml
        ),
        ("psexec_service_registered.yml", PackageResources.psexec_service_registered_yml),
        ("ransom_note_written.yml", PackageResources.ransom_note_written_yml),
        ("rdp_session_from_loopback.yml", PackageResources.rdp_session_from_loopback_yml),
        ("rdp_traffic_by_unusual_program.yml", PackageResources.rdp_traffic_by_unusual_program_yml),
        ("remote_command_service_pipe.yml", PackageResources.remote_command_service_pipe_yml),
        ("remote_execution_with_builtin_tools.yml", PackageResources.remote_execution_with_builtin_tools_yml),
        (
            "remote_management_host_starts_interpreter.yml",
            PackageResources.remote_management_host_starts_interpreter_yml
        ),
        ("remote_thread_into_system_process.yml", PackageResources.remote_thread_into_system_process_yml),
        (
            "run_key_starts_program_from_writable_path.yml",
            PackageResources.run_key_starts_program_from_writable_path_yml
        ),
        (
            "scheduled_task_runs_interpreter_or_writable_path.yml",
            PackageResources.scheduled_task_runs_interpreter_or_writable_path_yml
        ),
        ("script_host_loads_dotnet_runtime.yml", PackageResources.script_host_loads_dotnet_runtime_yml),
        ("script_or_proxy_binary_contacts_internet.yml", PackageResources.script_or_proxy_binary_contacts_internet_yml),
        ("security_controls_weakened_by_command.yml", PackageResources.security_controls_weakened_by_command_yml),
        (
            "service_installed_with_shell_or_writable_path.yml",
            PackageResources.service_installed_with_shell_or_writable_path_yml
        ),
        ("startup_folder_program_or_script_created.yml", PackageResources.startup_folder_program_or_script_created_yml),
        ("tunnel_tool_command_line.yml", PackageResources.tunnel_tool_command_line_yml),
        ("uac_bypass_by_registry_hijack.yml", PackageResources.uac_bypass_by_registry_hijack_yml),
        ("unsigned_module_in_lsass.yml", PackageResources.unsigned_module_in_lsass_yml),
        ("web_jndi_lookup_injection.yml", PackageResources.web_jndi_lookup_injection_yml),
        ("web_path_traversal_sensitive_file.yml", PackageResources.web_path_traversal_sensitive_file_yml),
        ("web_server_process_starts_shell.yml", PackageResources.web_server_process_starts_shell_yml),
        ("windows_event_log_cleared.yml", PackageResources.windows_event_log_cleared_yml),
        ("wmi_permanent_event_subscription.yml", PackageResources.wmi_permanent_event_subscription_yml),
    ]
}
