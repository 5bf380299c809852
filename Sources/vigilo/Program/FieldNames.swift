// What --fields '?' prints: the members that there are to choose from.

import VigiloJSON

enum FieldNames {
    /// One name a line; as JSON where that is asked for.
    static func text(of printed: Printed, asJSON: Bool) throws -> String {
        let names = try printed.shape().names
        if asJSON {
            return JSONText.text(of: ["fields": .array(names.map(JSONValue.string))], isIndented: false) + "\n"
        }
        return names.isEmpty ? "" : names.joined(separator: "\n") + "\n"
    }
}
