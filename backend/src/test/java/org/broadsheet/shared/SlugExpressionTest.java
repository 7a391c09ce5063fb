package org.broadsheet.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.broadsheet.shared.SlugExpression.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugExpressionTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    a              ; a
                    a,b            ; (a and b)
                    a|b            ; (a or b)
                    a,b|c,d        ; ((a and b) or (c and d))
                    a,(b|c)        ; (a and (b or c))
                    -a             ; not (a)
                    a,-(b|c)       ; (a and not ((b or c)))
                    --a            ; not (not (a))
                    ((a))          ; a
                    a-b,c-         ; (a-b and c-)
                    """)
    void reads_and_before_or_and_not_before_both(String text, String meaning) throws SyntaxException {
        assertThat(SlugExpression.parse(text).sql(slug -> slug)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    a,(b           ; 5 ; the '(' at position 3 is not closed
                    a)             ; 2 ; this ')' has no '(' before it
                    a,             ; 3 ; expected a slug
                    ,a             ; 1 ; expected a slug
                    a||b           ; 3 ; expected a slug
                    ()             ; 2 ; expected a slug
                    -              ; 2 ; expected a slug
                    a b            ; 2 ; expected ',' or '|'
                    a(b)           ; 2 ; expected ',' or '|'
                    A              ; 1 ; expected a slug
                    a,é            ; 3 ; expected a slug
                    a'--            ; 2 ; expected ',' or '|'
                    """, quoteCharacter = '"')
    void says_where_an_expression_stops_making_sense(String text, int position, String reason) {
        assertThatThrownBy(() -> SlugExpression.parse(text))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("at position " + position + ":")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "a,(", "-("})
    void refuses_depth_before_it_costs_a_stack(String opening) {
        assertThatThrownBy(() -> SlugExpression.parse(opening.repeat(100_000)))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining("too deeply nested");
    }

    @Test
    void takes_twenty_slugs_and_no_more() throws SyntaxException {
        String twenty = String.join("|", java.util.Collections.nCopies(20, "a"));

        List<String> bound = new ArrayList<>();
        SlugExpression.parse(twenty).sql(slug -> {
            bound.add(slug);
            return "?";
        });

        assertThat(bound).hasSize(20);
        assertThatThrownBy(() -> SlugExpression.parse(twenty + "|a")).hasMessageContaining("too many slugs");
    }

    @Test
    void tells_one_slug_from_an_expression_of_many() throws SyntaxException {
        assertThat(SlugExpression.parse("(a)").single()).contains("a");
        assertThat(SlugExpression.parse("a|b").single()).isEmpty();
        assertThat(SlugExpression.parse("-a").single()).isEmpty();
    }
}
