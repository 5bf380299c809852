// The facilities of syslog, by the names that everybody uses.

/// A facility of RFC 5424, table 1.
enum SyslogFacility: Int, Sendable, CaseIterable {
    case kern, user, mail, daemon, auth, syslog, lpr, news, uucp, cron, authpriv, ftp
    case local0 = 16
    case local1, local2, local3, local4, local5, local6, local7

    init(_ name: String) throws(SettingMistake) {
        guard let facility = Self.allCases.first(where: { "\($0)" == name }) else {
            let names = Self.allCases.map { "\($0)" }.joined(separator: ", ")
            throw SettingMistake(message: "is '\(name)', and must be one of \(names)")
        }
        self = facility
    }
}
