// vigilo member list

import ArgumentParser
import VigiloClient
import VigiloWire

struct MemberList: Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the members of the workspace, or who is invited.",
        discussion: """
            EXAMPLES:
              vigilo member list --all
              vigilo member list --invitations
              vigilo member list --invitations --status expired
            """,
        aliases: ["ls"]
    )

    @Flag(help: "The invitations instead of the members.")
    var invitations = false

    @Option(
        help: "With --invitations: only those that are pending, accepted, expired or revoked.",
        completion: .list(["pending", "accepted", "expired", "revoked"]))
    var status: String?

    @OptionGroup var pages: ListOptions
    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .list(of: MemberBody.self).or(.list(of: InvitationBody.self)) }

    func validate() throws {
        guard status == nil || invitations else { throw ValidationError("--status goes with --invitations") }
    }

    func run(_ session: Session) async throws {
        let (client, slug) = try session.workspace()
        if invitations { return try await showInvitations(client, slug, session.output) }
        let listing = try await client.list(Path.members(in: slug), limit: pages.count, of: MemberBody.self)
        try session.output.show(listing, names: { $0.items.map(\.email) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "member", session.output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private func showInvitations(_ client: Client, _ slug: String, _ output: Output) async throws {
        let listing = try await client.list(
            Path.invitations(in: slug), query: status.map { ["status": $0] } ?? [:], limit: pages.count,
            of: InvitationBody.self)
        try output.show(listing, names: { $0.items.map(\.email) }) { page in
            pages.note(page.items.count, hasMore: page.nextCursor != nil, "invitation", output)
            return page.items.isEmpty ? [] : [Self.table(page.items)]
        }
    }

    private static func table(_ members: [MemberBody]) -> Table {
        let rows = members.map { member in
            Table.Row([
                .init(member.email), .init(member.displayName), .init(MemberNoun.role(member.role, member.customRole)),
                .init(Wording.time(member.createdAt)),
            ])
        }
        let columns: [Table.Column] = [
            .init("EMAIL"), .init("NAME", isFlexible: true), .init("ROLE"), .init("SINCE"),
        ]
        return Table(columns, rows: rows)
    }

    private static func table(_ invitations: [InvitationBody]) -> Table {
        let rows = invitations.map { invitation in
            Table.Row([
                .init(invitation.email), .init(MemberNoun.role(invitation.role, invitation.customRole)),
                .init(invitation.status, Tone(state: invitation.status)), .init(invitation.invitedBy),
                .init(Wording.time(invitation.expiresAt)),
            ])
        }
        let columns: [Table.Column] = [
            .init("EMAIL"), .init("ROLE"), .init("STATUS"), .init("INVITED BY", isFlexible: true), .init("EXPIRES"),
        ]
        return Table(columns, rows: rows)
    }
}
