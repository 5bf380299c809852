// Where the history of a log begins, said beside a list of it.

import VigiloJSON
import VigiloWire

extension AuditHorizonBody {
    /// Says that rows were archived, if the answer tells of any: what is not listed may have happened all the same.
    static func note(_ answer: JSONValue, _ output: Output) {
        guard let archived = answer["archived"], let through = archived["through"]?.integerValue,
            let file = archived["file"]?.stringValue
        else { return }
        output.note("Rows up to \(through) are archived, the last of them in \(file).")
    }
}
