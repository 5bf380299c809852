// Why a command to the plugin host came to nothing, as a problem.

import VigiloPluginHost

extension PluginHostError: ProblemDescribing {
    var problem: ProblemDraft {
        ProblemDraft(status: status, code: code, sentence: sentence + ".", hint: hint, isRetryable: isRetryable)
    }

    private var status: Int {
        switch kind {
        case .notFound: 404
        case .conflict, .failed: 409
        case .invalid: 422
        case .unavailable: 503
        }
    }
}
