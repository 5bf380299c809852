// The text inside a manifest note: lines of "key=value".

import VigiloExtensionPoints

/// The lines of a manifest note, each key once, unknown keys among them.
struct ManifestNoteText {
    let values: [String: String]

    init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformedNote("it is not UTF-8") }
        guard text.unicodeScalars.last == "\n" else { throw .malformedNote("its last line is not closed") }
        // By scalars: to Swift, CR and LF together are one character.
        let lines = text.unicodeScalars.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
        var values: [String: String] = [:]
        for (index, line) in lines.enumerated() {
            if let control = line.first(where: \.isControl) {
                throw .malformedNote("line \(index + 1) holds the control character \(control.codePoint)")
            }
            guard let sign = line.firstIndex(of: "="), sign > line.startIndex else {
                throw .malformedNote("line \(index + 1) is not of the form key=value")
            }
            let key = String(line[..<sign])
            guard values.updateValue(String(line[line.index(after: sign)...]), forKey: key) == nil else {
                throw .malformedNote("'\(Quoted(key))' stands in it twice")
            }
        }
        self.values = values
    }
}
