// Completions by names that only the daemon knows; it is asked by this very program.

import ArgumentParser

enum KnownNames {
    static let workspaces = CompletionKind.shellCommand("vigilo workspace list --quiet --all 2>/dev/null")
    static let members = CompletionKind.shellCommand("vigilo member list --quiet --all 2>/dev/null")
    static let roles = CompletionKind.shellCommand("vigilo role list --quiet --all 2>/dev/null")
    static let tokens = CompletionKind.shellCommand("vigilo token list --quiet --all 2>/dev/null")
}
