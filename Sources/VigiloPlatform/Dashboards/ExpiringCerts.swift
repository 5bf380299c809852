// Built-in widget: the certificates that expire soon.

import VigiloExtensionPoints
import VigiloJSON
import VigiloStore

/// The certificates that expire within some days, the soonest first, and how many have expired already.
struct ExpiringCerts: DashboardWidget {
    let key = "expiring_certs"
    let label = "Expiring certificates"
    let configSchema: JSONValue? = [
        "type": "object", "additionalProperties": false,
        "properties": [
            "days": ["type": "integer", "minimum": 1, "maximum": 365, "default": 30],
            "limit": ["type": "integer", "minimum": 1, "maximum": 50, "default": 10],
        ],
    ]
    let defaultSize = WidgetSize(width: 6, height: 4)
    let data: WidgetData

    /// `{"by_status": {"healthy": 3, ...}, "days": 30, "items": [...]}`, items as the REST API's list shows them.
    func load(config: JSONValue, context: CallContext) async throws(ExtensionError) -> JSONValue {
        let members = try WidgetData.members(of: config, for: key, names: ["days", "limit"])
        let days = try Self.number(members["days"], "days", 1...365, standard: 30)
        let limit = try Self.number(members["limit"], "limit", 1...50, standard: 10)
        return try await data.read(context) { workspaceID, transaction in
            let now = Timestamp.now()
            let counts = try Certificates.counts(in: workspaceID, at: now, transaction)
            let page = try Certificates.page(
                PageRequest(limit: limit), CertificateFilter(expiringWithinDays: days), in: workspaceID, at: now,
                transaction)
            return [
                "by_status": .object(counts.mapValues { .integer(Int64($0)) }), "days": .integer(Int64(days)),
                "items": .array(page.items.map(\.json)),
            ]
        }
    }

    private static func number(
        _ value: JSONValue?, _ name: String, _ range: ClosedRange<Int>, standard: Int
    ) throws(ExtensionError) -> Int {
        guard let value else { return standard }
        guard let number = value.integerValue.flatMap({ Int(exactly: $0) }), range.contains(number) else {
            throw ExtensionError(
                .invalidArgument,
                "the setting '\(name)' of expiring_certs must be a whole number from \(range.lowerBound) to "
                    + "\(range.upperBound)")
        }
        return number
    }
}
