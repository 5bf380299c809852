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
    private let feeding: Task<Void, Never>
    /// How often streams look after themselves.
    static let beat = Duration.milliseconds(50)
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
        let signer = AuditSigner(
            database: database, seed: Self.auditSeed,
            checkpointsFile: "\(folder)/audit-checkpoints.log")
        let witness = AuditWitness(
            database: database, seed: [UInt8](repeating: 2, count: 32), logs: [Self.witnessedLog.verifier])
        platform = Platform(
            database: database, registry: registry, regions: ["us", "eu"], signer: signer, witness: witness)
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
        var api = API(
            platform: platform, plugins: plugins, logs: PluginLogs(), daemon: facts,
            archives: AuditArchives(platform.audit, dataDirectory: folder, checkpoints: signer),
            delivery: delivery)
        api.streamBeat = Self.beat
        responder = api.router().buildResponder()
        let feed = platform.audit.feed
        feeding = Task { await feed.run() }
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: Path.document),
            body: .init(buffer: ByteBuffer()))
        let silent = LocalSource(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let answer = try await responder.respond(to: request, context: APIContext(logger: silent))
        let document = DocumentedAnswers(try await Answer(answer).json)
        documents.withLock { $0 = document }
    }

    /// What the keys of the house's logs are made of.
    static let auditSeed = [UInt8](repeating: 1, count: 32)

    /// A log of somebody else that this house is a witness of.
    static let witnessedLog: SignerKey = {
        do {
            return try SignerKey(name: "vigilo/other/platform", type: .ed25519, seed: [UInt8](repeating: 3, count: 32))
        } catch {
            fatalError("\(error)")
        }
    }()

    deinit {
        feeding.cancel()
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
        let answer = try await Answer(try await respond(method, path, body, headers: fields))
        if let document = documents.withLock({ $0 }) {
            for mistake in document.mistakes(in: answer, to: method, path) {
                Issue.record("\(mistake)\n\(answer.text)")
            }
        }
        return answer
    }

    /// The answer to a request as it is, its body still to be written.
    func respond(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: HTTPFields
    ) async throws -> Response {
        let head = HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers)
        let request = Request(head: head, body: .init(buffer: ByteBuffer(string: body ?? "")))
        let context = APIContext(logger: LocalSource(logger: Logger(label: "test", factory: log.handler)))
        return try await responder.respond(to: request, context: context)
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
        let isText = headers[.contentType]?.hasPrefix("text/") ?? false
        json = text.isEmpty || isStream || isText ? .null : try JSONValue(parsing: text)
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
private struct NoLedger: PluginLedger {
    func remembered() async -> [RememberedPlugin] { [] }
    func record(_ events: [PluginEvent]) async {}
}
