package org.broadsheet.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;

/** The languages of documents, by the lists of each language: what is stored would have whole texts unpacked for it. */
final class Spoken {
    private final IndexReader reader;
    private final int[] documents;
    private final String[] languages;

    private Spoken(IndexReader reader, int[] documents) {
        this.reader = reader;
        this.documents = documents;
        this.languages = new String[documents.length];
        Arrays.fill(languages, "");
    }

    /** The language tag of each document, by its place in the list. */
    static List<String> in(IndexReader reader, int[] documents) throws IOException {
        Spoken spoken = new Spoken(reader, documents);
        int[] places = IntStream.range(0, documents.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(documents[a], documents[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int from = 0;
        for (int to = 1; to <= places.length; to++) {
            if (to == places.length || spoken.segment(places[to]) != spoken.segment(places[from])) {
                spoken.read(reader.leaves().get(spoken.segment(places[from])), Arrays.copyOfRange(places, from, to));
                from = to;
            }
        }
        return List.of(spoken.languages);
    }

    private int segment(int place) {
        return ReaderUtil.subIndex(documents[place], reader.leaves());
    }

    /** @param places of documents of this segment, in its order */
    private void read(LeafReaderContext segment, int[] places) throws IOException {
        Terms all = segment.reader().terms(Indexed.LANGUAGE);
        TermsEnum language = all == null ? TermsEnum.EMPTY : all.iterator();
        PostingsEnum having = null;
        while (language.next() != null) {
            having = language.postings(having, PostingsEnum.NONE);
            for (int place : places) {
                int document = documents[place] - segment.docBase;
                if ((having.docID() < document ? having.advance(document) : having.docID()) == document) {
                    languages[place] = language.term().utf8ToString();
                }
            }
        }
    }
}
