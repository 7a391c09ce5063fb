package org.broadsheet.editorial;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.media.Images;
import org.broadsheet.shared.Problem.Fault;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** What a text still lacks before readers may see it, in itself and in what it shows. */
@ApplicationScoped
class Gaps {
    private final Images images;

    Gaps(Images images) {
        this.images = images;
    }

    /** Empty when it is complete. */
    List<Fault> of(DraftText text) {
        List<Fault> missing = new ArrayList<>(text.missing());
        UUID picture = text.leadImageId();
        if (picture != null) {
            images.hindrance(picture).ifPresent(why -> missing.add(Fault.pointer("/leadImageId", why)));
        }
        ofPictures(text.body(), missing);
        return missing;
    }

    /** The pictures of the text are told apart by their place in it: {@code /body/pictures/0} is the first. */
    private void ofPictures(String body, List<Fault> missing) {
        if (!body.contains("<img")) {
            return;
        }
        List<Element> pictures = Jsoup.parseBodyFragment(body).select("img");
        for (int i = 0; i < pictures.size(); i++) {
            String pointer = "/body/pictures/" + i;
            hindrance(pictures.get(i)).ifPresent(why -> missing.add(Fault.pointer(pointer, why)));
        }
    }

    private Optional<String> hindrance(Element img) {
        return images.mark(img.attr("src"))
                .map(images::hindrance)
                .orElseGet(() -> img.attr("alt").isBlank()
                        ? Optional.of("needs an alternative text before it is published")
                        : Optional.empty());
    }
}
