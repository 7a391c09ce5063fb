package org.broadsheet.testsupport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.broadsheet.article.ArticleKind;
import org.broadsheet.article.Manuscript;

/** An article in the making, told by what a test cares about; all else is as {@link Newsroom#manuscript} has it. */
public final class Story {
    private final Newsroom newsroom;
    private final String slug;
    private ArticleKind kind = ArticleKind.ARTICLE;
    private String language = "en";
    private String headline;
    private String standfirst;
    private String body = "<p>Words.</p>";
    private String section = "city";
    private final List<UUID> authors = new ArrayList<>();
    private final List<String> tags = new ArrayList<>();
    private UUID leadImage;
    private UUID translationGroup;

    Story(Newsroom newsroom, String slug) {
        this.newsroom = newsroom;
        this.slug = slug;
        this.headline = slug;
    }

    public Story kind(ArticleKind kind) {
        this.kind = kind;
        return this;
    }

    public Story language(String language) {
        this.language = language;
        return this;
    }

    public Story headline(String headline) {
        this.headline = headline;
        return this;
    }

    public Story standfirst(String standfirst) {
        this.standfirst = standfirst;
        return this;
    }

    public Story body(String html) {
        this.body = html;
        return this;
    }

    public Story section(String slug) {
        this.section = slug;
        return this;
    }

    public Story by(String... slugs) {
        for (String author : slugs) {
            authors.add(newsroom.author(author));
        }
        return this;
    }

    public Story by(UUID author) {
        authors.add(author);
        return this;
    }

    public Story tagged(String... slugs) {
        tags.addAll(List.of(slugs));
        return this;
    }

    public Story picture(UUID image) {
        this.leadImage = image;
        return this;
    }

    public Story translating(UUID group) {
        this.translationGroup = group;
        return this;
    }

    public Manuscript manuscript() {
        return new Manuscript(
                kind,
                language,
                headline,
                null,
                standfirst,
                null,
                body,
                newsroom.section(section),
                authors,
                tags.stream().map(newsroom::tag).toList(),
                leadImage,
                null,
                null,
                translationGroup);
    }

    public UUID draft() {
        return newsroom.publishing().draft(slug, manuscript());
    }

    public UUID publish(Instant at) {
        UUID id = draft();
        newsroom.publishing().publish(id, at);
        return id;
    }

    public UUID publish() {
        return publish(Newsroom.NOON);
    }
}
