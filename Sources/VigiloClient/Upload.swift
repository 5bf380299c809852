// What is sent as it is, part by part: an archive, a file.

/// Bytes of a known number that can be read from any place on, so that nobody has to hold all of them.
public protocol UploadContent: Sendable {
    var sizeBytes: Int { get }

    /// Up to `count` bytes from the offset on; fewer only at the end.
    func bytes(from offset: Int, count: Int) throws(UnreadableContent) -> [UInt8]
}

/// Bytes that come one after another, nobody knows how many: the standard input.
public protocol UploadStream: Sendable {
    /// The next bytes, as they come; none at the end. Blocks its thread until there are some.
    func next(atMost count: Int) throws(UnreadableContent) -> [UInt8]
}

/// Content that cannot be read any more; `sentence` says why.
public struct UnreadableContent: Error, Sendable, Equatable {
    public let sentence: String

    public init(_ sentence: String) {
        self.sentence = sentence
    }
}

extension [UInt8]: UploadContent {
    public var sizeBytes: Int { count }

    public func bytes(from offset: Int, count: Int) -> [UInt8] {
        Array(self[Swift.min(offset, self.count)..<Swift.min(offset + count, self.count)])
    }
}

/// Content with its media type, and who wants to know how far it has come.
public struct Upload: Sendable {
    enum Source: Sendable {
        case content(any UploadContent)
        case stream(any UploadStream)
    }

    let source: Source
    let contentType: String
    let onProgress: @Sendable (_ sentBytes: Int) -> Void

    /// - Parameter onProgress: Called on the connection's thread whenever a part has been handed to the system, with the
    ///   number of bytes so far.
    public init(
        _ content: any UploadContent, contentType: String,
        onProgress: @escaping @Sendable (_ sentBytes: Int) -> Void = { _ in }
    ) {
        source = .content(content)
        self.contentType = contentType
        self.onProgress = onProgress
    }

    /// The same of what comes as it comes.
    public init(
        stream: any UploadStream, contentType: String,
        onProgress: @escaping @Sendable (_ sentBytes: Int) -> Void = { _ in }
    ) {
        source = .stream(stream)
        self.contentType = contentType
        self.onProgress = onProgress
    }
}
