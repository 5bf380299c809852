// The sentences of everything that is wrong with an ELF file's inside.

import VigiloExtensionPoints

extension Refusal {
    static func malformed(_ what: String) -> Refusal {
        Refusal(.elfMalformed, "it is a damaged ELF file: \(what)")
    }

    /// `noun` reaches up to `end`, and the file ends before.
    static func truncated(_ view: ByteView, _ noun: String, end: Int) -> Refusal {
        let missing = end - view.count
        return Refusal(
            .elfTruncated,
            "it is not whole: \(noun) should end at byte \(end), and the file has \(view.count); "
                + "\(missing == 1 ? "1 byte is" : "\(missing) bytes are") missing"
        )
    }
}

extension ByteView {
    /// The part of the file from `offset`, `length` bytes long; refused if it is not all there.
    ///
    /// What would end beyond the largest acceptable file was never there: that is damage, not a half-copied file.
    func range(_ offset: UInt64, _ length: UInt64, _ noun: String) throws(Refusal) -> Range<Int> {
        let (end, overflow) = offset.addingReportingOverflow(length)
        guard !overflow, end <= UInt64(StagedLibrary.largestAcceptedBytes) else {
            throw .malformed("\(noun) would end beyond the end of any file")
        }
        guard end <= UInt64(count) else { throw .truncated(self, noun, end: Int(end)) }
        return Int(offset)..<Int(end)
    }
}
