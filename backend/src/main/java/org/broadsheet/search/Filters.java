package org.broadsheet.search;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.broadsheet.article.ArticleFilters;
import org.broadsheet.shared.SlugExpression;

/** The filters of article lists as conditions of the index. */
final class Filters {
    private Filters() {}

    /** @param names what slugs stand for now, former ones included */
    static void add(ArticleFilters filters, BooleanQuery.Builder query, SlugNames names) {
        filters.section().ifPresent(expression -> query.add(query(expression, Indexed.SECTION, names), Occur.FILTER));
        filters.tag().ifPresent(expression -> query.add(query(expression, Indexed.TAG, names), Occur.FILTER));
        filters.author().ifPresent(expression -> query.add(query(expression, Indexed.AUTHOR, names), Occur.FILTER));
        filters.kind()
                .ifPresent(value -> query.add(new TermQuery(new Term(Indexed.KIND, value.written())), Occur.FILTER));
        filters.language().ifPresent(value -> {
            String tag = value.toLowerCase(Locale.ROOT);
            query.add(
                    new BooleanQuery.Builder()
                            .add(new TermQuery(new Term(Indexed.LANGUAGE, tag)), Occur.SHOULD)
                            .add(new PrefixQuery(new Term(Indexed.LANGUAGE, tag + '-')), Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        });
        filters.publishedAfter()
                .ifPresent(at -> query.add(
                        LongField.newRangeQuery(Indexed.PUBLISHED, at.toEpochMilli() + 1, Long.MAX_VALUE),
                        Occur.FILTER));
        filters.publishedBefore()
                .ifPresent(at -> query.add(
                        LongField.newRangeQuery(Indexed.PUBLISHED, Long.MIN_VALUE, at.toEpochMilli() - 1),
                        Occur.FILTER));
        filters.updatedAfter()
                .ifPresent(at -> query.add(
                        LongField.newRangeQuery(Indexed.UPDATED, at.toEpochMilli() + 1, Long.MAX_VALUE), Occur.FILTER));
        if (!filters.ids().isEmpty()) {
            query.add(
                    new TermInSetQuery(
                            Indexed.ID,
                            filters.ids().stream()
                                    .map(id -> new BytesRef(id.toString()))
                                    .toList()),
                    Occur.FILTER);
        }
    }

    private static Query query(SlugExpression expression, String field, SlugNames names) {
        return switch (expression) {
            case SlugExpression.Slug(String slug) ->
                new TermQuery(new Term(
                        field, names.idOf(field, slug).map(UUID::toString).orElse("")));
            case SlugExpression.Not(SlugExpression operand) ->
                new BooleanQuery.Builder()
                        .add(MatchAllDocsQuery.INSTANCE, Occur.FILTER)
                        .add(query(operand, field, names), Occur.MUST_NOT)
                        .build();
            case SlugExpression.And(List<SlugExpression> operands) -> joined(operands, Occur.FILTER, field, names);
            case SlugExpression.Or(List<SlugExpression> operands) -> joined(operands, Occur.SHOULD, field, names);
        };
    }

    private static Query joined(List<SlugExpression> operands, Occur occur, String field, SlugNames names) {
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        operands.forEach(operand -> builder.add(query(operand, field, names), occur));
        return builder.build();
    }
}
