// A file of invitations on its way in, batch by batch.

import Hummingbird
import NIOCore
import Synchronization
import VigiloPlatform

/// Hands out the rows of the request's body in batches: as many as one transaction takes, or fewer where no more have
/// come yet.
struct InvitationUpload {
    private var parts: Hummingbird.RequestBody.AsyncIterator
    private var reader = CSVReader()
    private var waiting: ArraySlice<CSVReader.Row> = []
    private var table: InvitationTable?
    private var isAtEnd = false

    private static let batchSize = 1024

    /// Reads as far as the header.
    init(_ body: Hummingbird.RequestBody) async throws {
        parts = body.makeAsyncIterator()
        while waiting.isEmpty, !isAtEnd { try await readPart() }
        guard let header = waiting.popFirst() else { throw InvitationTable.noHeader("the file is empty") }
        table = try InvitationTable(header: header)
    }

    /// nil at the end.
    mutating func next() async throws -> [InvitationTable.Row]? {
        while waiting.isEmpty {
            if isAtEnd { return nil }
            try await readPart()
        }
        let batch = waiting.prefix(Self.batchSize)
        waiting = waiting.dropFirst(batch.count)
        return batch.compactMap { table?.invitation($0) }
    }

    private mutating func readPart() async throws {
        // To the end even where the reader is lost: a client that is still sending could not hear the answer.
        if let part = try await parts.next() {
            waiting = reader.rows(endedBy: part.readableBytesView)[...]
        } else {
            isAtEnd = true
            waiting = reader.rest().map { [$0] } ?? []
        }
    }
}

/// Hands an upload from the request's handler on to the answer's writer, once: a body can be read by one reader only.
final class UploadInTransit: Sendable {
    private let upload: Mutex<InvitationUpload?>

    init(_ upload: sending InvitationUpload) {
        self.upload = Mutex(upload)
    }

    func take() -> sending InvitationUpload? {
        upload.withLock { upload in
            let taken = upload
            upload = nil
            return taken
        }
    }
}
