// vigilo field set: values of one item's fields.

import ArgumentParser
import VigiloClient
import VigiloJSON
import VigiloWire

struct FieldSet: Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set values of custom fields of a change, an incident or a task.",
        discussion: """
            All values are taken or none. key=value stays text where the field is text,
            a date, a URL or a choice, and else is JSON where it reads as JSON;
            key:=JSON is always JSON.

            EXAMPLES:
              vigilo field set CHG-00001 window=2026-12-28
              vigilo field set INC-0001 area=network impact:=3 --unset workaround
            """
    )

    @Argument(help: "The item's key.", transform: ItemKey.init)
    var item: ItemKey

    @Argument(
        help: ArgumentHelp("Values to set.", valueName: "key=value"),
        completion: .shellCommand("vigilo field list --quiet 2>/dev/null | sed 's/$/=/'"), transform: Assignment.init)
    var values: [Assignment] = []

    @Option(
        help: ArgumentHelp("A field whose value is removed; may be repeated.", valueName: "key"),
        completion: .shellCommand("vigilo field list --quiet 2>/dev/null"))
    var unset: [String] = []

    @OptionGroup(title: "Global options") var global: GlobalOptions

    static var printed: Printed { .body(WorkItemBody.self) }

    func validate() throws {
        guard !values.isEmpty || !unset.isEmpty else {
            throw ValidationError("Nothing to set: give key=value or --unset KEY")
        }
    }

    func run(_ session: Session) async throws {
        let assignments = try FieldAssignments(values)
        let (client, slug) = try session.workspace()
        var patch = try await assignments.values(for: item.type, in: slug, client)
        for key in unset {
            guard patch.updateValue(.null, forKey: key) == nil else {
                throw Failure(.usage, code: "argument_twice", "'\(key)' is both set and unset")
            }
        }
        let path = Path.workItem(item.type, key: item.text, in: slug)
        let answer = try await client.patch(path, WorkItemPatchBody(fields: patch), as: WorkItemBody.self)
        try session.output.show(answer, names: { [$0.key] }) { item in
            var details = Details()
            details.add("Item", "\(item.key) (\(item.title))", .heading)
            for key in patch.keys.sorted() {
                let value = item.fields?[key]
                details.add(key, value.map(Outline.text) ?? "none", value == nil ? .faint : .plain)
            }
            return [details]
        }
    }
}
