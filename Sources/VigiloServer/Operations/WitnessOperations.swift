// What the document says of the witness's routes.

import VigiloAudit

extension Operation {
    static let witnessCheckpoint = Operation(
        "witnessCheckpoint", .audit, "Signs another log's checkpoint as its witness (C2SP tlog-witness)",
        """
        For logs whose keys the configuration names (`witness.logs`). The body is 'old SIZE', the hashes of a consistency \
        proof, an empty line and the checkpoint; the answer is lines of signatures. Where the witness is at another size, \
        the answer is 409 with that size, as text/x.tlog.size. Needs no token.
        """,
        body: Content(mediaType: "text/plain", largestBytes: WitnessRequest.mostBytes), effect: .nothing,
        refuses: [403, 404, 409, 422])

    static let showWitnessed = Operation(
        "showWitnessed", .audit, "The last checkpoint that this witness has signed of a log", "Needs no token.")
}
