package org.broadsheet.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.broadsheet.shared.Doors;
import org.broadsheet.shared.ProblemKind;
import org.broadsheet.shared.Problems;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Every way in which an operation can fail, each with an example. */
final class Failures {
    private static final String PROBLEM = "#/components/schemas/Problem";

    /** Failures that any address can answer with; the rest depends on what an address does. */
    private static final List<ProblemKind> EVERYWHERE = List.of(
            ProblemKind.INVALID_PARAMETER,
            ProblemKind.NOT_ACCEPTABLE,
            ProblemKind.METHOD_NOT_ALLOWED,
            ProblemKind.BODY_TOO_LARGE,
            ProblemKind.QUERY_TOO_LONG,
            ProblemKind.INTERNAL,
            ProblemKind.UNAVAILABLE);

    private static final List<ProblemKind> STAFF =
            List.of(ProblemKind.NOT_AUTHENTICATED, ProblemKind.NOT_PERMITTED, ProblemKind.TOO_MANY);

    private static final List<ProblemKind> STAFF_WRITES = List.of(
            ProblemKind.NOT_FOUND,
            ProblemKind.CONFLICT,
            ProblemKind.STALE,
            ProblemKind.VERSION_NEEDED,
            ProblemKind.UNSUPPORTED_MEDIA_TYPE);

    private Failures() {}

    /** Names in an operation the shared response of each failure it can have. */
    static void name(String path, Operation operation) {
        List<ProblemKind> kinds = kindsOf(path, String.valueOf(operation.getOperationId()));
        if (Doors.isOfStaff(path)) {
            kinds.addAll(STAFF);
            if (operation.getRequestBody() != null || path.contains("{")) {
                kinds.addAll(STAFF_WRITES);
            }
            if (List.of("beginSecondFactor", "compareStatement").contains(String.valueOf(operation.getOperationId()))) {
                kinds.add(ProblemKind.CONFLICT);
            }
            if (List.of("createDraft", "refundDonation").contains(String.valueOf(operation.getOperationId()))) {
                kinds.add(ProblemKind.KEY_REUSED);
            }
        }
        kinds.forEach(kind -> operation
                .getResponses()
                .addAPIResponse(
                        Integer.toString(kind.status()),
                        OASFactory.createAPIResponse().ref("#/components/responses/" + name(kind.status()))));
    }

    private static List<ProblemKind> kindsOf(String path, String id) {
        List<ProblemKind> kinds = new ArrayList<>(EVERYWHERE);
        // Nobody is to learn by views which articles there are.
        if (path.contains("{") && !id.equals("countView")) {
            kinds.add(ProblemKind.NOT_FOUND);
        }
        if (id.equals("getArticle") || id.equals("listRelated")) {
            kinds.add(ProblemKind.GONE);
        }
        if (id.equals("giveDonation")) {
            kinds.addAll(List.of(ProblemKind.NOT_FOUND, ProblemKind.KEY_REUSED, ProblemKind.TOO_MANY));
        }
        if (id.endsWith("Donation") && path.contains("{")) {
            kinds.addAll(List.of(ProblemKind.NOT_AUTHENTICATED, ProblemKind.CONFLICT));
        }
        return kinds;
    }

    /** The shared response of each status that a problem can have, with an example of each kind that is answered. */
    static Map<String, APIResponse> all() {
        Map<String, APIResponse> responses = new LinkedHashMap<>();
        for (ProblemKind kind : ProblemKind.values()) {
            Object example = Examples.named("problem-" + kind.slug());
            if (example != null) {
                responses
                        .computeIfAbsent(name(kind.status()), name -> problem(kind.status()))
                        .getContent()
                        .getMediaType(Problems.MEDIA_TYPE)
                        .addExample(
                                kind.slug(),
                                OASFactory.createExample()
                                        .summary(kind.title() + ".")
                                        .value(example));
            }
        }
        return responses;
    }

    /** The name of the shared response: a status with many kinds of problem has one of its own. */
    private static String name(int status) {
        List<ProblemKind> kinds = kinds(status);
        return status == ProblemKind.INVALID_BODY.status()
                ? "bad-request"
                : kinds.getFirst().slug();
    }

    private static List<ProblemKind> kinds(int status) {
        return Arrays.stream(ProblemKind.values())
                .filter(kind -> kind.status() == status)
                .toList();
    }

    private static APIResponse problem(int status) {
        List<ProblemKind> kinds = kinds(status);
        APIResponse response = OASFactory.createAPIResponse()
                .description(
                        kinds.size() == 1
                                ? kinds.getFirst().title() + "."
                                : "The request is not right; `type` says how.")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problems.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))))
                .addHeader("X-Request-Id", Headers.ref("X-Request-Id"));
        if (status == ProblemKind.UNAVAILABLE.status() || status == ProblemKind.TOO_MANY.status()) {
            response.addHeader("Retry-After", Headers.ref("Retry-After"));
        }
        return response;
    }
}
