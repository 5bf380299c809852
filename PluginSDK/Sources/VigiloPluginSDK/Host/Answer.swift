// From what an author's function returned or threw to what the host is told.

internal import CVigiloPlugin

/// Runs the author's code for one call: its JSON becomes the result's value, its error a status and a sentence.
///
/// SAFETY: every pointer is the host's and valid while this runs; the call is ended before it returns.
func answer<Value: Sendable>(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer, _ result: UnsafePointer<vigilo_result_v1>,
    _ type: Value.Type, _ body: (Value, Call) throws -> JSON?
) -> vigilo_status {
    guard let target = unsafe Extension<Value>.from(context) else { return vigilo_status(VIGILO_INVALID_ARGUMENT) }
    let call = unsafe Call(handle, host: target.host)
    defer { call.end() }
    do {
        if let value = try body(target.value, call) {
            unsafe give(value.text, to: result)
        }
        return vigilo_status(VIGILO_OK)
    } catch {
        return unsafe fail(with: error, to: result)
    }
}

/// Hands the bytes over as the result's value; the host copies them.
func give(_ bytes: [UInt8], to result: UnsafePointer<vigilo_result_v1>) {
    unsafe withBytes(bytes) { unsafe result.pointee.set(result, $0.data, $0.len) }
}

func give(_ text: String, to result: UnsafePointer<vigilo_result_v1>) {
    unsafe give(Array(text.utf8), to: result)
}

/// Hands the error's sentence over, and returns its status.
func fail(with error: any Error, to result: UnsafePointer<vigilo_result_v1>) -> vigilo_status {
    let error = PluginError(error)
    unsafe withBytes(sentence(error.sentence)) { unsafe result.pointee.fail(result, $0.data, $0.len) }
    return error.status
}
