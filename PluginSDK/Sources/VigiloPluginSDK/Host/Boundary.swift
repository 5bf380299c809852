// Bytes and tables on their way across the boundary.

internal import CVigiloPlugin

/// A copy of what a view shows.
///
/// SAFETY: the host promises `len` readable bytes at `data` for as long as the function that received the view runs.
func copy(_ view: vigilo_bytes) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: view.data, count: view.data == nil ? 0 : Int(clamping: view.len)))
}

/// The JSON that a view shows; `what` says what it is, for the sentence when it is not JSON. An empty view is `null`.
func json(_ view: vigilo_bytes, _ what: String) throws(PluginError) -> JSON {
    let bytes = unsafe copy(view)
    if bytes.isEmpty { return .null }
    do {
        return try JSON(parsing: bytes)
    } catch {
        throw .invalidArgument("\(what) is not valid JSON: \(error)")
    }
}

/// Shows the bytes to `body`, for as long as it runs.
func withBytes<Result>(_ bytes: [UInt8], _ body: (vigilo_bytes) -> Result) -> Result {
    unsafe bytes.withUnsafeBytes { buffer in
        unsafe body(vigilo_bytes(data: buffer.baseAddress?.assumingMemoryBound(to: CChar.self), len: buffer.count))
    }
}

/// Shows the text's UTF-8 to `body`, for as long as it runs.
func withBytes<Result>(_ text: String, _ body: (vigilo_bytes) -> Result) -> Result {
    unsafe withBytes(Array(text.utf8), body)
}

/// A sentence as the contract wants it: not over the limit, cut between characters.
func sentence(_ text: String) -> String {
    let limit = Int(VIGILO_MAX_MESSAGE)
    guard text.utf8.count > limit else { return text }
    var cut = Substring(text)
    while cut.utf8.count > limit - 3 { cut = cut.dropLast(max(1, (cut.utf8.count - limit) / 4)) }
    return cut + "..."
}
