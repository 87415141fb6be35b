/// What a rule says its records come from; names in lower case, as the taxonomy has them.
package struct LogSource: Hashable, Sendable {
    package let product: String?
    package let category: String?
    package let service: String?

    package init(product: String? = nil, category: String? = nil, service: String? = nil) {
        self.product = product
        self.category = category
        self.service = service
    }
}
