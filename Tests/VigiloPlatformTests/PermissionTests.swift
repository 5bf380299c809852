// Who may do what.

import Foundation
import Testing
import VigiloStore

@testable import VigiloPlatform

@Suite struct PermissionTests {
    /// The table as domain.md tells it, written down a second time on purpose.
    static let expected: [Permission: Set<Role>] = [
        .pluginRead: [.viewer, .engineer, .approver, .admin, .owner],
        .pluginCall: [.engineer, .admin, .owner],
        .pluginManage: [],
        .workspaceCreate: [],
        .workspaceRead: [.viewer, .engineer, .approver, .admin, .owner],
        .workspaceWrite: [.admin, .owner],
        .workspaceExport: [.owner],
        .templateRead: [.viewer, .engineer, .approver, .admin, .owner],
        .templateWrite: [.admin, .owner],
        .memberRead: [.viewer, .engineer, .approver, .admin, .owner],
        .memberInvite: [.admin, .owner],
        .memberWrite: [.admin, .owner],
        .memberRemove: [.admin, .owner],
        .roleRead: [.viewer, .engineer, .approver, .admin, .owner],
        .roleWrite: [.admin, .owner],
        .tokenCreate: [.viewer, .engineer, .approver, .admin, .owner],
        .tokenManage: [.admin, .owner],
        .auditRead: [.viewer, .engineer, .approver, .admin, .owner],
        .auditReadAll: [],
        .auditUndo: [.engineer, .approver, .admin, .owner],
        .auditArchive: [.owner],
        .changeRead: [.viewer, .engineer, .approver, .admin, .owner],
        .changeCreate: [.engineer, .admin, .owner],
        .changeEdit: [.engineer, .admin, .owner],
        .changeApprove: [.approver, .admin, .owner],
        .changeSchedule: [.approver, .admin, .owner],
        .incidentRead: [.viewer, .engineer, .approver, .admin, .owner],
        .incidentCreate: [.engineer, .admin, .owner],
        .incidentEdit: [.engineer, .admin, .owner],
        .taskRead: [.viewer, .engineer, .approver, .admin, .owner],
        .taskCreate: [.engineer, .admin, .owner],
        .taskEdit: [.engineer, .admin, .owner],
        .certRead: [.viewer, .engineer, .approver, .admin, .owner],
        .certWrite: [.engineer, .admin, .owner],
        .fieldRead: [.viewer, .engineer, .approver, .admin, .owner],
        .fieldWrite: [.admin, .owner],
        .dashboardRead: [.viewer, .engineer, .approver, .admin, .owner],
        .dashboardWrite: [.admin, .owner],
    ]

    @Test(arguments: Permission.allCases)
    func `each permission belongs to the roles that the table gives it`(permission: Permission) throws {
        #expect(Set(Role.having(permission)) == Self.expected[permission])
    }

    /// What the README shows, so that it cannot say anything else.
    private static var markdown: String {
        let head = ["permission"] + Role.allCases.map(\.rawValue) + ["platform admin"]
        let rows = Permission.allCases.map { permission in
            [permission.rawValue] + Role.allCases.map { $0.permissions.contains(permission) ? "yes" : "" } + ["yes"]
        }
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    @Test func `the README shows the table as it is`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        #expect(
            text.contains(Self.markdown), "put this into README.md, under 'People and permission':\n\(Self.markdown)")
    }

    @Test func `in a workspace the role decides, for every role and permission`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        for role in Role.allCases {
            let caller = try await house.person(role.rawValue, role, in: workspace)
            for permission in Permission.allCases {
                let error = await refusal {
                    _ = try await house.platform.permissions.require(permission, in: "acme", by: caller)
                }
                let mayInWorkspace = Self.expected[permission]?.contains(role) == true
                #expect((error == nil) == mayInWorkspace, "\(role) \(permission)")
                #expect(error == nil || error?.kind == .forbidden)
                let anywhere = await refusal { try await house.platform.permissions.require(permission, by: caller) }
                #expect((anywhere == nil) == mayInWorkspace, "\(role) \(permission)")
            }
        }
    }

    @Test func `a platform admin may do everything everywhere without being a member`() async throws {
        let house = try await House()
        let workspace = try await house.workspace()
        try await house.database.write { _ = try $0.execute("DELETE FROM membership") }
        for permission in Permission.allCases {
            try await house.platform.permissions.require(permission, by: house.admin)
            #expect(
                try await house.platform.permissions.require(permission, in: "acme", by: house.admin) == workspace)
        }
    }

    @Test func `to a stranger a workspace and a missing one look alike`() async throws {
        let house = try await House()
        try await house.workspace()
        let stranger = try await house.person("eve")
        let hidden = await refusal { _ = try await house.platform.workspaces.show("acme", by: stranger) }
        let missing = await refusal { _ = try await house.platform.workspaces.show("nope", by: stranger) }
        let malformed = await refusal { _ = try await house.platform.workspaces.show("a\0b", by: stranger) }
        #expect(hidden?.kind == .notFound)
        #expect(hidden?.sentence.replacing("acme", with: "nope") == missing?.sentence)
        #expect(hidden?.code == missing?.code && hidden?.hint == missing?.hint)
        #expect(malformed?.kind == .notFound)
    }

    @Test func `a caller who lost a role or the platform loses its permissions at once`() async throws {
        let house = try await House()
        try await house.workspace()
        try await house.database.write { transaction in
            try transaction.execute(#"UPDATE "user" SET is_platform_admin = 0"#)
            try transaction.execute("UPDATE membership SET role = 'viewer'")
        }
        let creating = await refusal { try await house.workspace("other") }
        #expect(creating?.kind == .forbidden)
        let writing = await refusal {
            _ = try await house.platform.workspaces.update("acme", name: "New", by: house.admin)
        }
        #expect(writing?.kind == .forbidden)
        #expect(writing?.sentence.contains("viewer") == true)
        #expect(writing?.hint?.contains("admin, owner") == true)
    }
}
