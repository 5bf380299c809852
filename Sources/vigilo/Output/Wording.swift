// Times, sizes and counts as people read them.

import VigiloWire

enum Wording {
    /// An RFC 3339 time in UTC, to the second: "2026-12-25 09:30:00 UTC". Anything else stays as it is.
    static func time(_ rfc3339: String) -> String {
        let parts = rfc3339.split(separator: "T")
        guard parts.count == 2, rfc3339.hasSuffix("Z") else { return rfc3339 }
        let clock = parts[1].dropLast().prefix { $0 != "." }
        return "\(parts[0]) \(clock) UTC"
    }

    /// The two largest units: "3 days 4 h", "12 min 5 s".
    static func duration(seconds: Int) -> String {
        let units = [("days", 86_400), ("h", 3_600), ("min", 60), ("s", 1)]
        guard let first = units.firstIndex(where: { seconds >= $0.1 }) else { return "0 s" }
        var rest = seconds
        var parts: [String] = []
        for (name, length) in units[first...].prefix(2) {
            let count = rest / length
            rest %= length
            if count > 0 { parts.append("\(count) \(name == "days" && count == 1 ? "day" : name)") }
        }
        return parts.joined(separator: " ")
    }

    /// "812 bytes", "14.2 KB", "28.0 MB".
    static func size(bytes: Int) -> String {
        guard bytes >= 1000 else { return "\(bytes) bytes" }
        var tenths = bytes / 100
        var units = ["KB", "MB", "GB", "TB"][...]
        while tenths >= 10_000, units.count > 1 {
            tenths /= 1000
            units = units.dropFirst()
        }
        return "\(tenths / 10).\(tenths % 10) \(units.first ?? "TB")"
    }

    /// "84 us", "1.2 ms", "2.5 s".
    static func duration(microseconds: Int) -> String {
        if microseconds < 1000 { return "\(microseconds) us" }
        let isLong = microseconds >= 1_000_000
        let tenths = microseconds / (isLong ? 100_000 : 100)
        return "\(tenths / 10).\(tenths % 10) \(isLong ? "s" : "ms")"
    }

    /// "1 plugin", "4 plugins".
    static func count(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    /// An RFC 3339 time in UTC, to the second, for lines that are cut and sorted: "2026-12-25T09:30:00Z".
    static func stamp(_ rfc3339: String) -> String {
        rfc3339.hasSuffix("Z") ? rfc3339.prefix { $0 != "." && $0 != "Z" } + "Z" : rfc3339
    }

    /// "4 plugins: 3 active, 1 refused"; those that are retired are told beside the others.
    static func plugins(_ counts: StatusBody.PluginCounts) -> String {
        let others = [
            (counts.disabled, "disabled"), (counts.missing, "missing"), (counts.quarantined, "quarantined"),
            (counts.refused, "refused"),
        ]
        let all = count(others.reduce(counts.active) { $0 + $1.0 }, "plugin")
        let parts = others.filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }
        return "\(all): \(counts.active) active" + parts.joined()
            + (counts.retired > 0 ? "; \(counts.retired) retired" : "")
    }
}
