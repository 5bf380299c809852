// vigilo audit accept

import ArgumentParser
import VigiloAudit
import VigiloClient
import VigiloJSON
import VigiloWire

struct AuditAccept: Command {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Take the audit logs as they are now for a new beginning, after one was rolled back or rewritten.",
        discussion: """
            Before every command the last checkpoint that was seen of the installation's log, and of the workspace's, is \
            compared with what the daemon shows now. Where a log does not continue it, every command is an error until \
            it is accepted here. Do so only if you know why: after a restored backup, say. What was seen before is \
            forgotten.

            EXAMPLES:
              vigilo audit accept
              vigilo audit accept --workspace acme --yes
            """)

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .anything }

    func run(_ session: Session) async throws {
        let settings = try session.settings()
        guard let watch = try session.logWatch(settings) else {
            session.output.note(
                "Nothing is kept of the audit logs: VIGILO_CHECKPOINTS is off, or there is no token or home.")
            return
        }
        try await session.confirm(isGiven: yes, "accepted") {
            "Forget what was seen of the audit logs at \(watch.client.host), and take them as they are now?"
        }
        var accepted: [JSONValue] = []
        for slug in [nil] + (watch.slug.map { [$0] } ?? []) {
            guard let seen = try await Self.now(slug, watch) else { continue }
            try watch.memory.remember(seen, at: watch.client.host.description, slug, replacing: true)
            accepted.append(["origin": .string(seen.origin), "size": .integer(Int64(clamping: seen.size))])
            session.output.note(
                "Accepted: the log of \(slug.map { "workspace '\($0)'" } ?? "the installation"), "
                    + "\(Wording.count(Int(clamping: seen.size), "row")).")
        }
        if global.json { try session.output.show(json: ["accepted": .array(accepted)]) }
    }

    /// The checkpoint of now; nil where nothing of a workspace has been signed yet.
    private static func now(_ slug: String?, _ watch: LogWatch) async throws -> SeenCheckpoint? {
        do {
            let answer = try await watch.client.get(Path.auditCheckpoint(in: slug), as: CheckpointBody.self)
            return try LogWatch.verified(try answer.body())
        } catch let error as ClientError {
            guard case .problem(let problem) = error, slug != nil, problem.code == "checkpoint_missing" else {
                throw error
            }
            return nil
        } catch is LogDistrust {
            throw Failure(
                .failed, code: "log_signature_bad", "the checkpoint is not signed by the key that the daemon names",
                hint: "There is nothing that could be accepted; look at the daemon's log.")
        }
    }
}
