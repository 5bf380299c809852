// The questions of `vigilo configure`.

/// Asks for what is not given, checks each answer at once, and asks again where the daemon disagrees.
struct Wizard {
    let prompt: any Prompt
    let check: AccessCheck
    let output: Output

    private static let attempts = 3

    func ask(given: Profile, stored: Profile, defaultHost: String) async throws -> CheckedAccess {
        var profile = Profile(host: given.host ?? stored.host ?? defaultHost, token: given.token ?? stored.token)
        if given.host == nil { profile.host = try askHost(profile.host) }
        if given.token == nil { profile.token = try askToken(stored.token) }
        let email = try await repeating {
            try await check.owner(of: profile)
        } mending: { failure in
            switch failure.status {
            case .unreachable where given.host == nil: profile.host = try askHost(profile.host)
            case .usage where given.host == nil: profile.host = try askHost(stored.host ?? defaultHost)
            case .unauthenticated where given.token == nil: profile.token = try askToken(nil)
            default: throw failure
            }
        }
        if let email { prompt.say("The daemon knows you as \(email).") }

        profile.workspace = given.workspace ?? stored.workspace
        if given.workspace == nil { profile.workspace = try askWorkspace(stored.workspace) }
        try await repeating {
            try await check.workspace(of: profile)
        } mending: { failure in
            guard failure.status == .notFound, given.workspace == nil else { throw failure }
            profile.workspace = try askWorkspace(nil)
        }
        return CheckedAccess(profile: profile, email: email)
    }

    /// Tries, and lets what failed be mended, a few times.
    private func repeating<Result>(
        _ attempt: () async throws -> Result, mending: (Failure) throws -> Void
    ) async throws -> Result {
        for _ in 1..<Self.attempts {
            do {
                return try await attempt()
            } catch {
                let failure = Failure(error)
                output.tell(failure)
                try mending(failure)
            }
        }
        return try await attempt()
    }

    private func askHost(_ standard: String?) throws -> String? {
        try prompt.ask("Host", standard: standard) ?? standard
    }

    private func askToken(_ stored: String?) throws -> String? {
        let question = stored == nil ? "Token" : "Token (Enter keeps the stored one)"
        guard let token = try prompt.askSecretly(question) else { return stored }
        return try Settings.checkedToken(token)
    }

    /// A workspace may be left out: then each command names its own.
    private func askWorkspace(_ stored: String?) throws -> String? {
        try prompt.ask("Workspace slug (may be left empty)", standard: stored) ?? stored
    }
}
