// A whole API for one test: a real platform on a temporary database, a real plugin host, and requests without a socket.

import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization
import Testing
import VigiloAudit
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginHost
import VigiloStore
import VigiloWire

@testable import VigiloPlatform
@testable import VigiloServer

/// An API over a platform whose first admin sends the requests.
final class House: Sendable {
    let token: String
    let plugins: PluginHost
    let registry = Registry()
    let log = RecordedLog()
    let database: Database
    let platform: Platform
    let delivery: AuditDelivery
    private let responder: RouterResponder<APIContext>
    let folder: String
    /// Every answer of every test is held against the document.
    private let documents = Mutex<DocumentedAnswers?>(nil)

    /// - Parameter pluginFiles: Files for the plugin directory, by name.
    init(pluginFiles: [String: [UInt8]] = [:]) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vigilo-server-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: "\(folder)/plugins", withIntermediateDirectories: true)
        for (name, bytes) in pluginFiles {
            try Data(bytes).write(to: URL(filePath: "\(folder)/plugins/\(name)"))
        }
        database = try Database.open(at: "\(folder)/vigilo.db", migrations: Platform.migrations)
        platform = Platform(database: database, registry: registry, regions: ["us", "eu"])
        try platform.registerBuiltIns()
        token = try await platform.installation.initialise(adminEmail: "root@example.com").token
        plugins = PluginHost(
            configuration: .init(
                directories: ["\(folder)/plugins"], stagingDirectory: "\(folder)/staging",
                vigiloVersion: vigiloVersion),
            registry: registry, services: platform.hostServices(configuration: [:], log: { _, _, _, _ in }),
            ledger: NoLedger(), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        await plugins.scan()
        delivery = AuditDelivery(platform.audit)
        let facts = DaemonFacts(
            installationID: "the-installation", abi: 1, pid: 42, startedAt: .now(), dataDirectory: folder,
            pluginDirectories: ["\(folder)/plugins"],
            regions: ["us", "eu"], residentMemoryBytes: { 4096 })
        responder = API(
            platform: platform, plugins: plugins, logs: PluginLogs(), daemon: facts,
            archives: AuditArchives(platform.audit, dataDirectory: folder, checkpoints: TestSigner()),
            delivery: delivery
        ).router().buildResponder()
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: Path.document),
            body: .init(buffer: ByteBuffer()))
        let silent = LocalSource(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let answer = try await responder.respond(to: request, context: APIContext(logger: silent))
        let document = DocumentedAnswers(try await Answer(answer).json)
        documents.withLock { $0 = document }
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Closes the database under the running API: from here on every query is a fault of the daemon's own.
    func breakDatabase() throws { try database.close() }

    /// Sends a request with the admin's token, unless `headers` says otherwise.
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields = [:],
        authorized: Bool = true
    ) async throws -> Answer {
        var fields = headers
        if authorized, fields[.authorization] == nil { fields[.authorization] = "Bearer \(token)" }
        if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        let head = HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: fields)
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body ?? "")))
        let context = APIContext(logger: LocalSource(logger: Logger(label: "test", factory: log.handler)))
        let answer = try await Answer(try await responder.respond(to: request, context: context))
        if let document = documents.withLock({ $0 }) {
            for mistake in document.mistakes(in: answer, to: method, path) {
                Issue.record("\(mistake)\n\(answer.text)")
            }
        }
        return answer
    }

    /// A token of a new person who is a member of no workspace, or of one in a role.
    func strangerToken(_ name: String = "stranger", role: Role? = nil, in slug: String = "acme") async throws -> String
    {
        try await database.write { transaction in
            let now = Timestamp.now()
            let email = try EmailAddress("\(name)@example.com")
            let id = try Users.register(email, isPlatformAdmin: false, by: .system, at: now, transaction)
            if let role, let workspace = try Workspaces.find(slug, transaction) {
                try Members.add(id, as: Standing(role), to: workspace.id, by: .system, at: now, transaction)
            }
            return try Tokens.issue(named: "t", to: id, expiresAt: nil, by: .system, at: now, transaction).text
        }
    }

    /// Makes a workspace and says what came back.
    @discardableResult
    func workspace(_ slug: String = "acme") async throws -> Answer {
        try await send(.post, Path.workspaces, #"{"slug":"\#(slug)","name":"Acme","region":"eu"}"#)
    }
}

/// An answer, read whole.
struct Answer {
    let status: Int
    let headers: HTTPFields
    let json: JSONValue
    let text: String

    init(_ response: Response) async throws {
        let collector = BodyCollector()
        try await response.body.write(collector)
        status = response.status.code
        headers = response.headers
        text = String(buffer: collector.buffer)
        // A stream of JSON lines is no JSON as a whole.
        let isStream = headers[.contentType] == "application/x-ndjson"
        json = text.isEmpty || isStream ? .null : try JSONValue(parsing: text)
    }

    /// The objects of an answer of one a line.
    func jsonLines() throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    }

    /// The problem document, checked to be one.
    func problem() throws -> Problem {
        struct NoProblem: Error { var text: String }
        guard headers[.contentType] == "application/problem+json" else { throw NoProblem(text: text) }
        return try JSONDecoder().decode(Problem.self, from: Data(text.utf8))
    }
}

private final class BodyCollector: ResponseBodyWriter {
    var buffer = ByteBuffer()

    func write(_ part: ByteBuffer) async throws { buffer.writeImmutableBuffer(part) }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

private struct LocalSource: RequestContextSource {
    let logger: Logger
}

/// Signs with a key that anybody could have.
private struct TestSigner: CheckpointSource {
    func origin(of chain: String) -> String { AuditOrigin(installation: "test", chain: chain).text }

    func verifierKey(of chain: String) throws -> VerifierKey { try key(chain).verifier }

    func checkpoint(at size: UInt64, root: Hash, of chain: String) throws -> SignedCheckpoint {
        try Checkpoint(origin: origin(of: chain), size: size, root: root).signed(by: try key(chain))
    }

    private func key(_ chain: String) throws -> SignerKey {
        try SignerKey(name: origin(of: chain), type: .ed25519, seed: [UInt8](repeating: 7, count: 32))
    }
}

private struct NoLedger: PluginLedger {
    func remembered() async -> [RememberedPlugin] { [] }
    func record(_ events: [PluginEvent]) async {}
}
