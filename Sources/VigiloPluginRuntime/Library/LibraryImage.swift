// A shared object in this process: opened once, never closed.

internal import CLinux
internal import VigiloExtensionPoints

#if canImport(Glibc)
    internal import Glibc
#endif

/// A shared object in this process.
///
/// It is never closed: code of it may still be running or registered anywhere, and the Swift runtime keeps pointers into
/// every Swift image that it has seen. New code comes as a new file at a new path.
@safe
struct LibraryImage {
    private let handle: UnsafeMutableRawPointer

    /// Runs the library's constructors. `displayName` is the file's name for sentences.
    init(path: String, displayName: String) throws(Refusal) {
        // SAFETY: dlopen takes a text closed by NUL, which Swift makes of the string for the time of the call.
        if let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE) {
            unsafe self.handle = handle
            return
        }
        // SAFETY: dlerror's text is this thread's and stays until its next dl call; it is copied at once.
        let message = unsafe dlerror().map { unsafe String(cString: $0) } ?? "the loader gave no reason"
        throw LoaderMessage(message, path: path, displayName: displayName).refusal
    }

    /// The address of a function that the library itself exports.
    func function(_ symbol: String) throws(Refusal) -> UnsafeRawPointer {
        // SAFETY: the handle is dlopen's and is never closed.
        guard let address = unsafe dlsym(handle, symbol) else {
            throw Refusal(.entryMissing, "it exports no function '\(symbol)'; it is not a Vigilo plugin")
        }
        // SAFETY: handle and address come from dlopen and dlsym; neither is called or written through.
        switch unsafe Int(clinux_symbol_kind(handle, address)) {
        case CLINUX_SYMBOL_FUNCTION:
            return UnsafeRawPointer(address)
        case CLINUX_SYMBOL_DATA:
            throw Refusal(.entryMissing, "its symbol '\(symbol)' is data, and must be a function")
        default:
            throw Refusal(
                .entryMissing, "it exports no function '\(symbol)' itself; the one found belongs to a library it needs")
        }
    }
}
