/*
 * risk_math - typed functions in plain C.
 *
 * Each function below has the parameters that its signature names, as native C types; nothing is parsed and nothing is
 * packed. The host checks a caller's arguments against the signature before it calls. Try it with
 *
 *     vigilo plugin call risk_math.risk_score severity=3 exposure=0.5 owner=anna
 */
#include <stdio.h>
#include <string.h>

#include <vigilo_plugin.h>

/* How much a risk weighs: severity (1 to 5) times exposure (0 to 1), half as much again if nobody owns it. */
static double risk_score(int64_t severity, double exposure, const char *owner) {
    const double score = (double)severity * exposure;
    return owner[0] == '\0' ? score * 1.5 : score;
}

/* What a risk costs in a year: how much is lost each time, times how often that is expected to happen. */
static double expected_loss(double single_loss, double times_a_year) { return single_loss * times_a_year; }

/* Whether a score is over what the team has agreed to bear. */
static uint8_t exceeds_appetite(double score, double appetite) { return score > appetite; }

/*
 * The word for a score. A function that returns text takes the host's result as its last parameter, hands the bytes
 * over with `set`, or says with `fail` why it cannot. The host copies before either returns.
 */
static void risk_band(double score, const vigilo_result_v1 *result) {
    if (!(score >= 0)) {
        static const char why[] = "a risk score is zero or more";
        result->fail(result, why, sizeof why - 1);
        return;
    }
    const char *band = score < 1 ? "low" : score < 2.5 ? "medium" : score < 4 ? "high" : "critical";
    result->set(result, band, strlen(band));
}

/* More parameters than most, of every width: an urgency from 0 to 100 for a queue of work. */
static int32_t urgency(int64_t severity, int32_t affected_users, double hours_open, uint8_t is_production,
                       uint64_t dependents, const char *team) {
    double points = (double)severity * 10 + (double)affected_users / 100 + hours_open + (double)dependents * 2;
    if (is_production) points *= 1.5;
    if (team[0] == '\0') points += 5;
    return points < 0 ? 0 : points > 100 ? 100 : (int32_t)points;
}

/* One sentence for a report, assembled from several values. */
static void summary(const char *owner, int64_t open_risks, double total_loss, const vigilo_result_v1 *result) {
    char text[512];
    const int length = snprintf(text, sizeof text, "%s owns %lld open risks worth %.2f a year", owner,
                                (long long)open_risks, total_loss);
    if (length < 0 || (size_t)length >= sizeof text) {
        static const char why[] = "the summary does not fit into one line";
        result->fail(result, why, sizeof why - 1);
        return;
    }
    result->set(result, text, (size_t)length);
}

#define ADD(NAME, SIGNATURE, SUMMARY)                                                                            \
    do {                                                                                                         \
        const vigilo_status status = vigilo_register_function(registrar, #NAME, SIGNATURE, SUMMARY,              \
                                                              (vigilo_any_function)NAME, VIGILO_FUNCTION_PURE);  \
        if (status != VIGILO_OK) return status;                                                                  \
    } while (0)

static vigilo_status register_risk_math(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host; /* arithmetic asks nothing of the host */
    ADD(risk_score, "f64(i64 severity, f64 exposure, str owner)", "How much a risk weighs");
    ADD(expected_loss, "f64(f64 single_loss, f64 times_a_year)", "What a risk costs in a year");
    ADD(exceeds_appetite, "bool(f64 score, f64 appetite)", "Whether a score is over what is agreed");
    ADD(risk_band, "str(f64 score)", "The word for a score: low, medium, high or critical");
    ADD(urgency, "i32(i64 severity, i32 affected_users, f64 hours_open, bool is_production, u64 dependents, str team)",
        "An urgency from 0 to 100");
    ADD(summary, "str(str owner, i64 open_risks, f64 total_loss)", "One sentence for a report");
    return VIGILO_OK;
}

/* Every plugin has one of the four kinds; one that brings only typed functions takes the nearest. */
VIGILO_PLUGIN("risk_math", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0",
              VIGILO_PLUGIN_THREAD_SAFE | VIGILO_PLUGIN_PURE, register_risk_math, NULL);
