package org.broadsheet.demo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.CorrectionKind;
import org.broadsheet.article.Manuscript;
import org.broadsheet.article.Publishing;
import org.broadsheet.author.Authors;
import org.broadsheet.media.Images;
import org.broadsheet.section.Sections;
import org.broadsheet.site.Sites;
import org.broadsheet.tag.Tagging;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Fills an empty newsroom from a folder on first start, by the same acts as any editor: whole, or not at all. */
@ApplicationScoped
class DemoNewsroom {
    private static final Logger LOG = Logger.getLogger(DemoNewsroom.class);
    private static final int SECONDS = 300;

    private final Optional<Path> folder;
    private final Session database;
    private final Sites sites;
    private final Sections sections;
    private final Authors authors;
    private final Tagging tagging;
    private final Images images;
    private final Publishing publishing;
    private final Clock clock;

    DemoNewsroom(
            @ConfigProperty(name = "broadsheet.demo") Optional<String> folder,
            Session database,
            Sites sites,
            Sections sections,
            Authors authors,
            Tagging tagging,
            Images images,
            Publishing publishing,
            Clock clock) {
        this.folder = folder.filter(text -> !text.isBlank()).map(Path::of);
        this.database = database;
        this.sites = sites;
        this.sections = sections;
        this.authors = authors;
        this.tagging = tagging;
        this.images = images;
        this.publishing = publishing;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start) {
        folder.ifPresent(this::loadOnce);
    }

    /** Loads a folder, unless something is here already. One node at a time: the others find it done. */
    void loadOnce(Path from) {
        QuarkusTransaction.requiringNew().timeout(SECONDS).run(() -> {
            database.createNativeQuery(
                            "select cast(pg_advisory_xact_lock(hashtext('broadsheet demo')) as text)", String.class)
                    .getSingleResult();
            boolean isEmpty = database.createNativeQuery(
                            "select not exists (select 1 from section) and not exists (select 1 from article)",
                            Boolean.class)
                    .getSingleResult();
            if (isEmpty) {
                LOG.infof("Loading the demo newsroom from %s", from);
                new Loading(DemoFiles.read(from), from, clock.instant()).run();
            }
        });
    }

    /** One load: what was made so far, by the names the files use. */
    private final class Loading {
        private final DemoFiles files;
        private final Path from;
        private final Instant now;
        private final Map<String, UUID> sectionIds = new HashMap<>();
        private final Map<String, UUID> authorIds = new HashMap<>();
        private final Map<String, UUID> tagIds = new HashMap<>();
        private final Map<String, DemoFiles.Image> pictures = new HashMap<>();
        private final Map<String, UUID> imageIds = new HashMap<>();
        private final Map<String, UUID> articleIds = new HashMap<>();
        private final Map<String, UUID> translationGroups = new HashMap<>();

        private Loading(DemoFiles files, Path from, Instant now) {
            this.files = files;
            this.from = from;
            this.now = now;
        }

        private void run() {
            named(
                    from.resolve("sections.yaml"),
                    () -> files.sections()
                            .forEach(section -> sectionIds.put(
                                    section.slug(),
                                    sections.add(section.slug(), section.name(), section.description()))));
            named(
                    from.resolve("authors.yaml"),
                    () -> files.authors()
                            .forEach(author -> authorIds.put(
                                    author.slug(),
                                    authors.add(author.slug(), author.name(), author.role(), author.bio()))));
            named(from.resolve("tags.yaml"), () -> files.tags().forEach(this::tag));
            files.images().forEach(image -> pictures.put(image.key(), image));
            files.articles().stream()
                    .map(DemoFiles.Article::front)
                    .filter(front -> front.translationOf() != null)
                    .forEach(front -> translationGroups.put(
                            front.slug(),
                            translationGroups.computeIfAbsent(
                                    String.valueOf(front.translationOf()), original -> UUID.randomUUID())));
            // Oldest first, as it would have happened.
            files.articles().stream()
                    .sorted(Comparator.comparing(article -> named(
                            article.file(), () -> DemoFiles.time(article.front().published(), now))))
                    .forEach(article -> named(article.file(), () -> article(article)));
            named(from.resolve("site.yaml"), this::describe);
        }

        /** A tag that was renamed is made under its first name and renamed, so that its links are kept as usual. */
        private void tag(DemoFiles.Tag tag) {
            List<String> former = tag.aliases() == null ? List.of() : tag.aliases();
            String first = former.isEmpty() ? tag.slug() : former.getFirst();
            UUID id = tagging.add(first, tag.name(), tag.description());
            former.stream().skip(1).forEach(slug -> tagging.rename(id, slug, tag.name()));
            if (!former.isEmpty()) {
                tagging.rename(id, tag.slug(), tag.name());
            }
            tagIds.put(tag.slug(), id);
        }

        private void article(DemoFiles.Article article) {
            DemoFiles.FrontMatter front = article.front();
            List<String> former = front.formerSlugs() == null ? List.of() : front.formerSlugs();
            UUID id = publishing.draft(former.isEmpty() ? front.slug() : former.getFirst(), manuscript(article));
            articleIds.put(front.slug(), id);
            Instant published = DemoFiles.time(front.published(), now);
            switch (front.state() == null ? "published" : front.state()) {
                case "published" -> publish(id, article, published);
                case "withdrawn" -> {
                    publish(id, article, published);
                    publishing.withdraw(id, Objects.requireNonNull(front.withdrawnReason(), "withdrawnReason"));
                }
                case "scheduled" -> publishing.schedule(id, published);
                case "embargoed" -> publishing.embargo(id, published);
                case "draft" -> {}
                default -> throw new IllegalArgumentException(front.slug() + ": there is no state " + front.state());
            }
            former.stream().skip(1).forEach(slug -> publishing.changeSlug(id, slug));
            publishing.changeSlug(id, front.slug());
        }

        private void publish(UUID id, DemoFiles.Article article, Instant published) {
            DemoFiles.FrontMatter front = article.front();
            publishing.publish(id, published);
            if (front.updated() != null) {
                publishing.update(id, manuscript(article), DemoFiles.time(front.updated(), now));
            }
            List<DemoFiles.Correction> corrections = front.corrections() == null ? List.of() : front.corrections();
            corrections.forEach(correction -> publishing.correct(
                    id,
                    CorrectionKind.of(correction.kind()),
                    correction.text(),
                    DemoFiles.time(correction.age(), now)));
        }

        private Manuscript manuscript(DemoFiles.Article article) {
            DemoFiles.FrontMatter front = article.front();
            return new Manuscript(
                    front.kind() == null ? ArticleKind.ARTICLE : ArticleKind.of(front.kind()),
                    front.language() == null ? files.site().language() : front.language(),
                    front.headline(),
                    front.kicker(),
                    front.standfirst(),
                    front.trailText(),
                    article.body(),
                    known(sectionIds, front.section(), front),
                    front.authors().stream()
                            .map(slug -> known(authorIds, slug, front))
                            .toList(),
                    front.tags().stream()
                            .map(slug -> known(tagIds, slug, front))
                            .toList(),
                    front.leadImage() == null ? null : picture(front.leadImage()),
                    front.location(),
                    front.rights(),
                    translationGroups.get(front.slug()));
        }

        private UUID picture(String key) {
            return imageIds.computeIfAbsent(key, name -> {
                DemoFiles.Image image = pictures.get(name);
                if (image == null) {
                    throw new IllegalArgumentException("images.yaml has no picture " + name);
                }
                try {
                    byte[] bytes = Files.readAllBytes(from.resolve(image.file()));
                    return images.add(bytes, image.alt(), image.caption(), image.credit());
                } catch (IOException | IllegalArgumentException unusable) {
                    throw new IllegalArgumentException(
                            "The picture " + image.file() + " cannot be used: " + unusable.getMessage());
                }
            });
        }

        private void named(Path file, Runnable work) {
            named(file, () -> {
                work.run();
                database.flush();
                return true;
            });
        }

        /** Does what a file says; what goes wrong names that file, in the one line that is shown when starting fails. */
        private <T> T named(Path file, Supplier<T> work) {
            try {
                return work.get();
            } catch (RuntimeException wrong) {
                LOG.debugf(wrong, "Loading %s failed", file);
                throw new IllegalArgumentException(file + ": " + wrong.getMessage());
            }
        }

        private void describe() {
            DemoFiles.Site site = files.site();
            sites.describe(new Sites.Description(
                    site.name(),
                    site.description(),
                    site.language(),
                    site.timeZone(),
                    site.city(),
                    site.country(),
                    coordinates(site),
                    site.currency()));
            if (site.lead() != null) {
                UUID lead = articleIds.get(site.lead());
                if (lead == null) {
                    throw new IllegalArgumentException(
                            "site.yaml lets an article lead that is not there: " + site.lead());
                }
                sites.lead(lead);
            }
        }

        private static Sites.@Nullable Coordinates coordinates(DemoFiles.Site site) {
            return site.latitude() == null || site.longitude() == null
                    ? null
                    : new Sites.Coordinates(site.latitude(), site.longitude());
        }

        private static UUID known(Map<String, UUID> ids, String slug, DemoFiles.FrontMatter front) {
            UUID id = ids.get(slug);
            if (id == null) {
                throw new IllegalArgumentException(front.slug() + " names '" + slug + "', which no file describes");
            }
            return id;
        }
    }
}
