// Before a command's own request goes out: is the daemon's audit log still the one that was seen before?

import VigiloAudit
import VigiloClient
import VigiloWire

/// Compares a daemon's logs with what was seen of them, and keeps what is seen now.
///
/// A daemon that has signed nothing yet, or refuses, is left to the command itself. One that cannot be reached, or does not know
/// the token, is asked no further: the command would get the same answer.
struct LogWatch: Sendable {
    /// Without a preflight.
    let client: Client
    /// The workspace in use, if there is one.
    let slug: String?
    let memory: SeenCheckpoints
    let warn: @Sendable (String) -> Void

    /// Asks for the checkpoint of the installation's log, and then for the workspace's.
    func check() async throws(ClientError) {
        try await check(nil)
        if let slug { try await check(slug) }
    }

    private func check(_ slug: String?) async throws(ClientError) {
        do {
            guard let seen = try await look(slug) else { return }
            try memory.remember(seen, at: client.host.description, slug)
        } catch let error as LogDistrust {
            throw error.error(on: name(of: slug))
        } catch let error as ClientError {
            throw error
        } catch {
            warn("the checkpoint of \(name(of: slug)) is not kept: \(Failure(error).message)")
        }
    }

    private func name(of slug: String?) -> String {
        "the audit log of \(slug.map { "workspace '\($0)'" } ?? "the installation") at \(client.host)"
    }

    /// The checkpoint of now, if it continues what was seen; nil where there is none.
    private func look(_ slug: String?) async throws -> SeenCheckpoint? {
        let place = memory.origin(at: client.host.description, slug)
        let expected = place.flatMap(memory.seen)
        guard var body = try await checkpoint(slug, from: expected?.size) else { return nil }
        if let known = memory.seen(body.origin), known.key.text != body.vkey { throw LogDistrust.keyChanged }
        let seen = try Self.verified(body)
        if slug == nil, let place, place != seen.origin { throw LogDistrust.replaced }
        guard let known = memory.seen(seen.origin) else { return seen }
        guard seen.size >= known.size else { throw LogDistrust.rolledBack(known: known.size, now: seen.size) }
        if known.origin != expected?.origin || known.size != expected?.size {
            // The log is known from elsewhere.
            guard let again = try await checkpoint(slug, from: known.size) else { return nil }
            body = again
        }
        return try Self.continued(known, by: body)
    }

    private static func continued(_ known: SeenCheckpoint, by body: CheckpointBody) throws -> SeenCheckpoint {
        let seen = try verified(body)
        let proof = body.consistency?.compactMap { Hash(base64: $0) }
        let continues = MerkleTree.isConsistent(
            from: known.size, known.signed.checkpoint.root, to: seen.size, seen.signed.checkpoint.root,
            proof: proof ?? [])
        guard continues, proof?.count == body.consistency?.count else { throw LogDistrust.rewritten(known: known.size) }
        return seen
    }

    /// The checkpoint, if the key that the daemon names signed it under the log's own name.
    static func verified(_ body: CheckpointBody) throws -> SeenCheckpoint {
        guard let key = try? VerifierKey(parsing: body.vkey), key.type == .ed25519,
            let signed = try? SignedCheckpoint(parsing: body.checkpoint), signed.checkpoint.origin == key.name,
            (try? signed.note.verified(by: [key])) != nil
        else { throw LogDistrust.badSignature }
        return SeenCheckpoint(key: key, signed: signed)
    }

    private func checkpoint(_ slug: String?, from size: UInt64?) async throws(ClientError) -> CheckpointBody? {
        let path =
            size.map { Path.auditCheckpoint(in: slug, consistentFrom: $0) } ?? Path.auditCheckpoint(in: slug)
        do {
            return try await client.get(path, as: CheckpointBody.self).body()
        } catch {
            switch error {
            case .unreachable, .timeout: throw error
            case .problem(let problem) where problem.status == 401: throw error
            default: return nil
            }
        }
    }
}

extension LogDistrust: Error {}

extension Session {
    /// The watch over the logs that a command's settings lead to; nil where it is turned off.
    func logWatch(_ settings: Settings) throws -> LogWatch? {
        guard surroundings["VIGILO_CHECKPOINTS"] != "off", settings.token != nil,
            let memory = SeenCheckpoints(surroundings)
        else { return nil }
        let slug = settings.workspace.flatMap { $0.isEmpty ? nil : $0 }
        return LogWatch(
            client: try uncheckedClient(settings), slug: slug, memory: memory, warn: { [output] in output.warn($0) })
    }
}
