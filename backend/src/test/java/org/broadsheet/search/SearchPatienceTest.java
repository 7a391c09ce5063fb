package org.broadsheet.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.broadsheet.article.ArticleFilters;
import org.broadsheet.search.Finding.Patience;
import org.broadsheet.search.Search.Extra;
import org.broadsheet.search.Search.Found;
import org.broadsheet.shared.ProblemException;
import org.broadsheet.testsupport.ApiTest;
import org.broadsheet.testsupport.Indexing;
import org.broadsheet.testsupport.Newsroom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A search that takes longer than it may. */
@QuarkusTest
class SearchPatienceTest extends ApiTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Inject
    Indexing indexing;

    @Inject
    SearchIndex index;

    @BeforeEach
    void begin_with_an_index_of_one() {
        indexing.startOver();
        newsroom.story("a").headline("Ferry").publish();
        indexing.caughtUp();
    }

    @Test
    void is_answered_without_facets_where_they_alone_take_too_long() {
        Found found = find(new Patience(LONG, Duration.ZERO));

        assertThat(found.hits()).hasSize(1);
        assertThat(found.hits().getFirst().highlights()).isNotEmpty();
        assertThat(found.total().value()).isEqualTo(1);
        assertThat(found.facets()).isNull();
        assertThat(find(new Patience(LONG, LONG)).facets()).isNotNull();
    }

    @Test
    void is_refused_where_not_even_the_best_are_found_in_time() {
        assertThatThrownBy(() -> find(new Patience(Duration.ZERO, Duration.ZERO)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("takes too long");
    }

    private Found find(Patience patience) {
        Search.Question question = new Search.Question(
                WordQuery.read("ferry"),
                new ArticleFilters(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()),
                Search.Order.RELEVANCE,
                Optional.empty(),
                20,
                EnumSet.of(Extra.FACETS, Extra.HIGHLIGHTS),
                Set.of());
        return index.read(searcher -> new Finding(
                                searcher.getIndexReader(), question, new SlugNames(Map.of()), Newsroom.NOON, patience)
                        .find())
                .orElseThrow();
    }
}
