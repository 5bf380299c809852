// One campaign from its first input to its last.

import Glibc

/// What has come of a campaign.
struct Findings {
    let campaign: String
    var inputs: UInt64 = 0
    var accepted: UInt64 = 0
    var slowest = Duration.zero
    var elapsed = Duration.zero
    /// What did not hold, and at which input.
    var fault: (number: UInt64, sentence: String)?

    var rejected: UInt64 { inputs - accepted }

    /// A campaign whose inputs all go one way has not tried anything.
    var isOneSided: Bool { inputs >= 1000 && (accepted == 0 || rejected == 0) }

    var verdict: String {
        if let fault { return "FAULT at \(fault.number)" }
        return isOneSided ? "ONE-SIDED" : "ok"
    }
}

/// Runs one campaign.
struct Run {
    let campaign: any Campaign
    let seed: UInt64
    let position: Position

    func input(_ number: UInt64) -> [UInt8] {
        var dice = Dice(seed: seed, campaign: campaign.name, number: number)
        return campaign.input(&dice)
    }

    /// Ends at the first fault.
    func inputs(_ count: UInt64) -> Findings {
        var findings = Findings(campaign: campaign.name)
        let start = ContinuousClock.now
        for number in 0..<count where findings.fault == nil {
            position.begin(number)
            let input = input(number)
            let begun = Self.processorTime
            do {
                if try campaign.judge(input) { findings.accepted += 1 }
            } catch {
                findings.fault = (number, "\(error)")
            }
            findings.slowest = max(findings.slowest, Self.processorTime - begun)
            findings.inputs += 1
        }
        position.end()
        findings.elapsed = ContinuousClock.now - start
        return findings
    }

    /// Of this thread: waiting for others does not count.
    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
