// What the document says of the routes about what is signed of the audit log.

import VigiloWire

extension Operation {
    static func checkpoint(_ chain: ChainRoute) -> Operation {
        Operation(
            chain.isPlatform ? "showPlatformCheckpoint" : "showCheckpoint", .audit,
            "The newest checkpoint of \(chain.words), and the proof that it continues an earlier one",
            """
            \(chain.isPlatform ? "For everybody" : "For every member"): it tells a size and a hash. Signs nothing. Without \
            consistency where the log is smaller than 'from': it was rolled back.
            """, query: [size("from", "The size from which a consistency proof is wanted.")], refuses: [404, 409])
    }

    static func sealAudit(_ chain: ChainRoute) -> Operation {
        Operation(
            chain.isPlatform ? "signPlatformCheckpoint" : "signCheckpoint", .audit,
            "Signs a checkpoint of all rows of \(chain.words) now", chain.reading, effect: .nothing, refuses: [404])
    }

    static func checkpoints(_ chain: ChainRoute) -> Operation {
        Operation(
            chain.isPlatform ? "listPlatformCheckpoints" : "listCheckpoints", .audit,
            "All checkpoints of \(chain.words), one after the other as a text", chain.reading)
    }

    static func consistency(_ chain: ChainRoute) -> Operation {
        Operation(
            chain.isPlatform ? "provePlatformConsistency" : "proveConsistency", .audit,
            "The proof that \(chain.words) of one size continues itself at a smaller one",
            chain.isPlatform ? "For everybody." : "For every member.",
            query: [size("from", "The smaller size."), size("to", "The greater size.")], refuses: [409])
    }

    static func auditKey(_ chain: ChainRoute) -> Operation {
        Operation(
            chain.isPlatform ? "showPlatformAuditKey" : "showAuditKey", .audit,
            "The key that checks what is signed of \(chain.words)",
            chain.isPlatform ? "For everybody." : "For every member.")
    }

    static func auditProof(_ chain: ChainRoute) -> Operation {
        Operation(
            chain.isPlatform ? "provePlatformAuditRow" : "proveAuditRow", .audit,
            "The proof that a row is in \(chain.words), as a .tlog-proof file with the row in it",
            "\(chain.reading) The row is named by its number or its id.", refuses: [409, 507])
    }

    private static func size(_ name: String, _ sentence: String) -> Parameter {
        .query(name, sentence, .integer(0...Int64.max))
    }
}

extension ChainRoute {
    fileprivate var words: String { isPlatform ? "the installation's own log" : "a workspace's log" }
    fileprivate var reading: String { isPlatform ? "Needs `audit.read_all`." : "Needs `audit.read`." }
}
