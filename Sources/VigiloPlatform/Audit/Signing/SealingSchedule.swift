// When which chain is to be signed: after so many rows, or after so long with any.

/// What has been appended since the last checkpoints, and when the next ones are due. Times are since any one moment.
public struct SealingSchedule: Sendable {
    /// A chain is signed when so many rows stand after its last checkpoint.
    public static let mostRows: Int64 = 256
    /// A chain is signed when a row has stood after its last checkpoint for so long.
    public static let patience = Duration.seconds(10)

    private struct Waiting {
        var rows: Int64
        var due: Duration
    }

    private var waiting: [String: Waiting] = [:]

    public init() {}

    /// Notes rows of a chain; whether somebody should look at what is due, or when.
    public mutating func add(_ rows: Int64, to chain: String, at now: Duration) -> Bool {
        let former = waiting[chain]
        let sum = (former?.rows ?? 0) + rows
        waiting[chain] = Waiting(rows: sum, due: former?.due ?? now + Self.patience)
        return former == nil || (sum >= Self.mostRows && sum - rows < Self.mostRows)
    }

    /// Takes out the chains that are due.
    public mutating func takeDue(at now: Duration) -> [String] {
        let due = waiting.filter { $0.value.rows >= Self.mostRows || $0.value.due <= now }.keys.sorted()
        for chain in due { waiting[chain] = nil }
        return due
    }

    /// When the next chain is due, should no further row come.
    public var next: Duration? { waiting.values.map(\.due).min() }
}
