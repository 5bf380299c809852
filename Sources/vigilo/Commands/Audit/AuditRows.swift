// The rows of a log that is followed, over restarts of the daemon.

import VigiloClient
import VigiloJSON
import VigiloWire

/// Rows as they come. Where the connection is lost, another one goes on after the last row that came.
struct AuditRows {
    let client: Client
    let path: String
    var query: [String: String]
    let several: [(key: String, value: String)]
    let follows: Bool
    let output: Output

    private var lines: AnswerLines<AuditRowBody>.Iterator?
    /// The number or the position of the last row that came, or what the first answer began behind.
    private var place: String?

    init(
        client: Client, path: String, query: [String: String], several: [(key: String, value: String)], follows: Bool,
        output: Output
    ) {
        self.client = client
        self.path = path
        self.query = query
        self.several = several
        self.follows = follows
        self.output = output
    }

    /// A line may be as long as the values that the row tells of.
    private static let longestLine = 64 << 20
    private static let firstPause = Duration.milliseconds(100)
    private static let longestPause = Duration.seconds(3)

    /// The next row; nil at the end, if it does not follow.
    mutating func next() async throws -> Answer<AuditRowBody>? {
        if lines == nil { try await begin() }
        while true {
            do {
                if let line = try await lines?.next() {
                    if let failure = try Self.failure(in: line) { throw failure }
                    place = try line.body().place
                    return line
                }
                if !follows { return nil }
                try await goOn(after: "the daemon has stopped")
            } catch let error as ClientError where follows && error.isInterruption {
                try await goOn(after: error.sentence)
            }
        }
    }

    private mutating func begin() async throws {
        var query = query
        if let place {
            query["after"] = place
            query["lines"] = nil
        }
        let answer = try await client.lines(
            path, query: query, several: several, of: AuditRowBody.self, longestLine: Self.longestLine)
        if place == nil { place = answer.header("Vigilo-Audit-Start") }
        lines = answer.makeAsyncIterator()
    }

    /// Waits for the daemon, for as long as it takes.
    private mutating func goOn(after reason: String) async throws {
        lines = nil
        var pause = Self.firstPause
        output.aside("Connection lost: \(reason); waiting for the daemon ...")
        while true {
            try await Task.sleep(for: pause)
            do {
                try await begin()
                return output.aside("Connected again.")
            } catch let error as ClientError where error.isInterruption {
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }

    /// What a last line says that tells why there are no more.
    private static func failure(in line: Answer<AuditRowBody>) throws -> ClientError? {
        guard let error = try line.json()["error"], let code = error["code"]?.stringValue else { return nil }
        return .problem(
            Problem(
                status: Int(error["status"]?.integerValue ?? 500), title: code, code: code,
                detail: error["message"]?.stringValue ?? code, hint: error["hint"]?.stringValue,
                retryable: error["retryable"]?.boolValue ?? false, requestID: ""))
    }
}

extension AuditRowBody {
    /// What the row is gone on after.
    fileprivate var place: String { String(position ?? seq) }
}

extension ClientError {
    /// Whether the daemon is gone or busy, and may be back soon.
    fileprivate var isInterruption: Bool {
        switch self {
        case .unreachable(.permissionDenied, _), .unreachable(.noSocket, _): false
        case .unreachable, .connectionLost, .silence, .timeout: true
        case .problem(let problem): problem.retryable
        case .protocolBroken, .contentUnreadable, .distrusted: false
        }
    }
}
