package org.broadsheet.editorial;

import java.util.List;
import java.util.Optional;
import org.broadsheet.media.Description;
import org.broadsheet.media.Images;
import org.broadsheet.shared.Form;
import org.broadsheet.shared.Parameters;
import org.broadsheet.shared.Problem.Fault;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.shared.ProblemKind;
import org.jspecify.annotations.Nullable;

/** What the newsroom sends about pictures, read and found right. */
final class PictureForms {
    private static final int LINE = 300;
    private static final int PARAGRAPH = 2000;

    private PictureForms() {}

    /** What no picture is marked with. */
    private static final String NOBODYS = "";

    private enum Claim {
        TRUE,
        FALSE
    }

    static Pictures.Query query(Parameters parameters, Images images) {
        String words = parameters.text("q").map(Words::query).orElse("");
        return new Pictures.Query(
                words.isEmpty() ? null : words,
                parameters.choice("unused", Claim.class).orElse(Claim.FALSE) == Claim.TRUE,
                parameters
                        .text("file")
                        .map(address -> images.mark(address).orElse(NOBODYS))
                        .orElse(null),
                parameters.cursor(1).map(place -> place.id(0)).orElse(null),
                parameters.limit());
    }

    /** What is said of a picture with the picture itself, in the address. */
    static Description description(Parameters parameters) {
        return Description.of(
                said(parameters, "alt", PARAGRAPH),
                said(parameters, "caption", PARAGRAPH),
                said(parameters, "credit", LINE));
    }

    private static @Nullable String said(Parameters parameters, String name, int longest) {
        Optional<String> text = parameters.text(name).map(String::strip).filter(line -> !line.isEmpty());
        if (text.isPresent() && text.get().length() > longest) {
            String detail = "must be text of at most " + longest + " characters";
            throw new ProblemException(
                    ProblemKind.INVALID_PARAMETER, name + ' ' + detail + '.', List.of(Fault.parameter(name, detail)));
        }
        return text.orElse(null);
    }

    static Description description(Form form) {
        Description description = new Description(
                form.text("alt", PARAGRAPH).orElse(null),
                form.text("caption", PARAGRAPH).orElse(null),
                form.line("credit", LINE).orElse(null),
                form.fraction("focalX").orElse(Description.MIDDLE),
                form.fraction("focalY").orElse(Description.MIDDLE));
        form.refuseFaults();
        return description;
    }
}
