// How a certificate stands at a point in time.

/// How a certificate stands. It follows from its dates and the clock, and is never stored.
public struct CertificateValidity: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        case healthy, expiring, expired
        /// It cannot be used, and not because it has expired.
        case error
    }

    public var status: Status
    /// Whole days that are left; below zero once it has expired.
    public var daysUntilExpiry: Int
    /// What is wrong, where the status is `error`.
    public var reason: String?

    /// A certificate with no more days than this is expiring.
    static let expiringDays = 30
    static let secondsPerDay: Int64 = 86_400

    init(notBefore: Timestamp, notAfter: Timestamp, at now: Timestamp) {
        let left = notAfter.microseconds - now.microseconds
        let day = Self.secondsPerDay * 1_000_000
        // Division rounds towards zero; half a day ago is the day before.
        daysUntilExpiry = Int((left >= 0 ? left : left - day + 1) / day)
        if notBefore > notAfter {
            status = .error
            reason = "it ends before it begins"
        } else if left < 0 {
            status = .expired
        } else if notBefore > now {
            status = .error
            reason = "it is not valid before \(notBefore.rfc3339)"
        } else {
            status = notAfter <= Self.end(of: Self.expiringDays, from: now) ? .expiring : .healthy
        }
    }

    /// The end of so many days from a point in time.
    static func end(of days: Int, from now: Timestamp) -> Timestamp {
        now.adding(seconds: Int64(days) * secondsPerDay)
    }
}
