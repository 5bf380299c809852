// A file of invitations on its way in, batch by batch.

import Hummingbird
import NIOCore
import VigiloPlatform

/// Hands out the rows of the request's body in batches: as many as one transaction takes, or fewer where no more have
/// come yet.
struct InvitationUpload: Sendable {
    private let parts: RequestBodyParts
    private var reader = CSVReader()
    private var waiting: ArraySlice<CSVReader.Row> = []
    private var rows: InvitationRows
    private var isAtEnd = false

    private static let batchSize = 256

    /// Reads as far as the header.
    init(_ body: RequestBody) async throws {
        parts = RequestBodyParts(body)
        rows = InvitationRows.unread
        while waiting.isEmpty, !isAtEnd { try await readPart() }
        guard let header = waiting.popFirst() else { throw InvitationRows.noHeader("the file is empty") }
        rows = try InvitationRows(header: header)
    }

    /// nil at the end.
    mutating func next() async throws -> [InvitationRows.Row]? {
        while waiting.isEmpty {
            if isAtEnd { return nil }
            try await readPart()
        }
        let batch = waiting.prefix(Self.batchSize)
        waiting = waiting.dropFirst(batch.count)
        return batch.map(rows.invitation)
    }

    private mutating func readPart() async throws {
        do {
            if let part = try await parts.next() {
                waiting = try reader.rows(endedBy: part.readableBytesView)[...]
                return
            }
            isAtEnd = true
            waiting = reader.rest().map { [$0] } ?? []
        } catch let error as CSVReader.RowTooLong {
            // Nothing behind it can be told apart; what stands before it has been read.
            isAtEnd = true
            waiting = [.init(line: error.line, problem: "it is longer than \(CSVReader.longestRow / 1024) KiB")]
        }
    }
}
