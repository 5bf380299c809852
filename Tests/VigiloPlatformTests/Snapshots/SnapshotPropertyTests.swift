// Hundreds of made-up workspaces: each comes back as it went out, and a planted secret never does.

import Testing
import VigiloJSON

@testable import VigiloPlatform

@Suite struct SnapshotPropertyTests {
    /// Numbers that are the same in every run (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

        mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

        mutating func text() -> String {
            let parts = [
                "a", "Z", "0", " ", "é", "e\u{301}", "\"", "\\", "/", "🗝", "„", ".", "[", "]", "ß", "\u{FEFF}", "x",
            ]
            return (0...below(8)).map { _ in pick(parts) }.joined()
        }

        mutating func name(_ index: Int) -> String { "n\(index)\(text())x" }

        mutating func value(_ depth: Int = 0) -> JSONValue {
            switch below(depth > 3 ? 6 : 8) {
            case 0: return .null
            case 1: return .bool(below(2) == 0)
            case 2: return .integer(Int64(below(1000)) - 500)
            case 3: return pick([.number(0.1), .number(1e300), .number(-2.5e-9), .unsigned(.max), .integer(.min)])
            case 4, 5: return .string(text())
            case 6: return .array((0..<below(4)).map { _ in value(depth + 1) })
            default: return object(depth + 1)
            }
        }

        mutating func object(_ depth: Int = 0) -> JSONValue {
            .object(Dictionary((0..<below(4)).map { (name($0), value(depth)) }) { first, _ in first })
        }
    }

    private func document(_ dice: inout Dice) -> JSONValue {
        let roles = (0..<dice.below(4)).map { index -> JSONValue in
            let permissions = Permission.allCases.filter { !Role.having($0).isEmpty }.map {
                JSONValue.string($0.rawValue)
            }
            return [
                "name": .string(dice.name(index)), "inherits_from": .string(dice.pick(Role.allCases).rawValue),
                "allow": .array((0..<dice.below(3)).map { _ in dice.pick(permissions) }),
                "deny": .array((0..<dice.below(3)).map { _ in dice.pick(permissions) }),
            ]
        }
        let fields = (0..<dice.below(5)).map { index -> JSONValue in
            let isVault = dice.below(2) == 0
            var field: [String: JSONValue] = [
                "entity_type": .string(dice.pick(WorkItemType.allCases).rawValue), "key": .string("k\(index)"),
                "field_type": isVault ? "vault" : "text", "owner": isVault ? "vault" : "vigilo",
                "label": .string(dice.name(0)), "is_required": .bool(dice.below(2) == 0),
                "is_active": .bool(dice.below(3) > 0),
            ]
            if isVault { field["options"] = ["place": .string(dice.text()), "more": dice.object()] }
            if dice.below(2) == 0 { field["default_value"] = isVault ? dice.object() : .string(dice.name(0)) }
            if dice.below(2) == 0 { field["display_order"] = .integer(Int64(dice.below(9))) }
            return .object(field)
        }
        let dashboards = (0..<dice.below(4)).map { index -> JSONValue in
            let tiles = (0..<dice.below(4)).map { row -> JSONValue in
                [
                    "widget_kind": "safe", "owner": "vault", "widget_id": .string(dice.name(row)),
                    "x": .integer(Int64(dice.below(6))), "y": .integer(Int64(3 * (9 - row))), "w": 6, "h": 2,
                    "config": ["combination": "", "title": .string(dice.text()), "more": dice.object()],
                ]
            }
            return ["name": .string(dice.name(index)), "is_default": .bool(index == 0), "layout": .array(tiles)]
        }
        return [
            "format": "vigilo.workspace", "version": 1, "workspace": ["name": "A", "slug": "aaa", "region": "us"],
            "settings": dice.object(), "roles": .array(roles), "custom_fields": .array(fields),
            "dashboards": .array(dashboards),
        ]
    }

    @Test func `of 300 made-up workspaces each comes back as it went out`() async throws {
        let house = try await House()
        try house.addVault()
        var dice = Dice(state: 20_261_124)
        for round in 0..<300 {
            let document = document(&dice)
            try await house.imported(document, "a\(round)x", name: "Same")
            let first = try await house.exported("a\(round)x")
            let made = try await house.imported(try first.parsed, "b\(round)x", name: "Same")
            let second = try await house.exported("b\(round)x").renamed("Same", "a\(round)x")
            #expect(second == first, "round \(round)")
            #expect(made.workspace.settings == document["settings"], "round \(round)")
        }
    }

    @Test func `wherever a secret is put, it does not come out`() async throws {
        let house = try await House()
        try house.addVault()
        var dice = Dice(state: 4)
        for round in 0..<200 {
            let secret = TokenSecret.random().text
            let planted = plant(secret, in: document(&dice), &dice)
            guard (try? await house.imported(planted, "p\(round)x")) != nil else { continue }
            let text = try await house.exported("p\(round)x")
            #expect(!text.contains(secret) && !text.contains(secret.dropFirst(8).prefix(20)), "round \(round)")
            if planted.canonicalText.contains(secret) { #expect(try text.parsed["omitted"] != [], "round \(round)") }
        }
    }

    /// Puts a text in the place of some of the texts, or of a member's name.
    private func plant(_ secret: String, in value: JSONValue, _ dice: inout Dice) -> JSONValue {
        switch value {
        case .string(let text):
            let isFixed = ["vault", "safe", "vigilo", "text", "viewer", "us", "aaa", "vigilo.workspace"].contains(text)
            return !isFixed && dice.below(6) == 0 ? .string(dice.below(2) == 0 ? secret : "see \(secret).") : value
        case .array(let values): return .array(values.map { plant(secret, in: $0, &dice) })
        case .object(let members):
            let sorted = members.sorted { $0.key < $1.key }
            return .object(
                Dictionary(sorted.map { ($0.key, plant(secret, in: $0.value, &dice)) }) { first, _ in first })
        default: return value
        }
    }
}
