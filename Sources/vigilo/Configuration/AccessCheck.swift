// Are host, token and workspace right? The daemon says.

import VigiloClient
import VigiloWire

/// A profile, and whom the daemon knows it as.
struct CheckedAccess: Equatable, Sendable {
    var profile: Profile
    /// nil where it was not checked.
    var email: String?
}

struct AccessCheck: Sendable {
    var isOff = false

    /// The profile with its owner; throws what is wrong with it.
    func checked(_ profile: Profile) async throws -> CheckedAccess {
        let email = try await owner(of: profile)
        try await workspace(of: profile)
        return CheckedAccess(profile: profile, email: email)
    }

    /// The e-mail address of the token's owner.
    func owner(of profile: Profile) async throws -> String? {
        let client = try client(for: profile)
        guard !isOff else { return nil }
        do {
            return try await client.get(Path.me, as: MeBody.self).body().email
        } catch {
            var failure = Failure(error)
            // The usual advice, to run `vigilo configure`, is no advice here.
            if failure.status == .unauthenticated { failure.hint = "Give the whole token, as vigilod init showed it." }
            throw failure
        }
    }

    func workspace(of profile: Profile) async throws {
        guard !isOff, let slug = profile.workspace, !slug.isEmpty else { return }
        _ = try await client(for: profile).get(Path.workspace(slug), as: WorkspaceBody.self)
    }

    private func client(for profile: Profile) throws -> Client {
        do {
            return Client(host: try Host(profile.host ?? ""), token: profile.token)
        } catch {
            throw Failure(
                .usage, code: "host_invalid", error.description, hint: "For example: unix:///run/vigilo/vigilod.sock")
        }
    }
}
