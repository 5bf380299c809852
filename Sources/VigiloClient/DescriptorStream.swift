// What comes through a pipe or from a terminal, as it is sent.

import Glibc

/// The bytes of an open descriptor, to its end. It stays open.
public struct DescriptorStream: UploadStream {
    private let descriptor: Int32
    private let name: String

    /// - Parameter name: What it is in errors: "the standard input".
    public init(_ descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    public func next(atMost count: Int) throws(UnreadableContent) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        while true {
            let read = Glibc.read(descriptor, &bytes, count)
            if read >= 0 { return Array(bytes[..<read]) }
            guard errno == EINTR else {
                throw UnreadableContent("cannot read \(name): \(String(cString: strerror(errno)))")
            }
        }
    }
}
