// The outcome of a check in words, the same for the daemon's command and for the command line.

extension ChainReportBody {
    /// What the chain is called.
    public var name: String {
        if let workspace { return "workspace '\(workspace)'" }
        let parts = origin.split(separator: "/")
        return parts.last == "platform" ? "the installation" : "the chain \(origin)"
    }

    /// The verdict, in a sentence.
    public var sentence: String {
        switch verdict {
        case "intact": "Intact: every row is as it was when it was signed."
        case "edited": "EDITED: rows were changed, put in or taken out, and do not fit each other or their head."
        case "truncated": "TRUNCATED: rows at the end are missing; it went back to an older state."
        case "forged":
            "FORGED: the rows fit each other, and yet not what was signed; or what claims to be signed is not."
        case "unanchored_tail": "No break. All that was signed is intact; the last rows are not signed yet."
        case "cannot_tell":
            "No break. The rows fit each other, but nothing that was signed vouches for them\(unsignedReason)."
        default: verdict
        }
    }

    private var unsignedReason: String { hasKey ? "" : ": there is no key to check signatures with" }

    /// Rows that nothing vouches for, said plainly; nil: there are none.
    public var unanchoredSentence: String? {
        guard unanchoredRows > 0 else { return nil }
        let first = lastSeq >= unanchoredRows ? lastSeq - unanchoredRows + 1 : 1
        return unanchoredRows == 1
            ? "row \(lastSeq) is vouched for by nothing yet: whoever writes the database could have changed it"
            : "rows \(first) to \(lastSeq) are vouched for by nothing yet: whoever writes the database could have changed them"
    }
}

extension ChainReportBody.Break {
    /// "hash_mismatch at row 7: its bytes do not give the hash that is stored with it"
    public var sentence: String {
        let place = seq.map { " at \(isAboutSize ? "size" : "row") \($0)" } ?? ""
        return "\(kind)\(place): \(meaning)"
    }

    private var isAboutSize: Bool { ["root_mismatch", "bad_checkpoint", "rolled_back"].contains(kind) }

    private var meaning: String {
        switch kind {
        case "hash_mismatch": "its bytes do not give the hash that is stored with it"
        case "link_broken": "it does not follow the row before it"
        case "sequence_gap":
            seq == 1
                ? "rows before the first one are missing, and no row tells that they were archived"
                : "rows are missing before it, or it stands twice or in the wrong place"
        case "truncated": "the head tells of this row and later ones, which are not there"
        case "root_mismatch": "the rows are not those that the head, the stored tree or a checkpoint tells of"
        case "bad_checkpoint": "a checkpoint cannot be read, is of another log, or is not signed by the log's key"
        case "rolled_back": "a checkpoint tells of more rows than there are: the log went back to an older state"
        default: "unknown to this version"
        }
    }
}
