// What went wrong inside an extension, as a problem: the plugin's own sentence, under a status that says whose fault
// it is.

import VigiloExtensionPoints

extension ExtensionError: ProblemDescribing {
    var problem: ProblemDraft {
        ProblemDraft(
            status: status, code: "extension_\(code.rawValue)", sentence: sentence, hint: hint,
            isRetryable: code == .unavailable || code == .deadlineExceeded)
    }

    private var status: Int {
        switch code {
        case .refused, .invalidArgument: 422
        case .unavailable: 409
        case .failed, .contractBroken: 502
        case .deadlineExceeded: 504
        }
    }

    private var hint: String? {
        switch code {
        case .contractBroken: "This is a defect of the plugin; tell its author."
        case .refused, .invalidArgument, .failed, .unavailable, .deadlineExceeded: nil
        }
    }
}
