// What a plugin registered, or would register.

import VigiloWire

enum RegistrationTables {
    /// One table for extensions and one for functions, each with a blank line above it, where there are any.
    static func of(_ extensions: [PluginBody.Extension], _ functions: [PluginBody.Function]) -> [any Renderable] {
        table(of: extensions) + table(of: functions)
    }

    private static func table(of extensions: [PluginBody.Extension]) -> [any Renderable] {
        guard !extensions.isEmpty else { return [] }
        let rows = extensions.map { Table.Row([.init($0.kind), .init($0.key), .init($0.label)]) }
        let columns: [Table.Column] = [.init("REGISTERED"), .init("KEY"), .init("LABEL", isFlexible: true)]
        return [Paragraph.blank, Table(columns, rows: rows)]
    }

    private static func table(of functions: [PluginBody.Function]) -> [any Renderable] {
        guard !functions.isEmpty else { return [] }
        let rows = functions.map { function in
            Table.Row([
                .init(function.name), .init(function.signature), .init(function.isPure ? "yes" : "no"),
                .init(function.summary),
            ])
        }
        let columns: [Table.Column] = [
            .init("FUNCTION"), .init("SIGNATURE"), .init("PURE"), .init("SUMMARY", isFlexible: true),
        ]
        return [Paragraph.blank, Table(columns, rows: rows)]
    }
}
