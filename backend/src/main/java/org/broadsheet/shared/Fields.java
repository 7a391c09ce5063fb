package org.broadsheet.shared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.broadsheet.shared.Problem.Fault;

/**
 * The names a client wants of an item, such as {@code headline,authors.name}; {@link #ALL} keeps everything.
 *
 * <p>What may be named is read from the record that goes over the wire, never from an entity: nothing hidden can be
 * asked for.
 *
 * @param paths dotted names to keep; empty keeps everything
 */
public record Fields(Set<String> paths) {
    public static final Fields ALL = new Fields(Set.of());

    private static final Map<Class<?>, Set<String>> NAMES = new ConcurrentHashMap<>();

    public Fields {
        paths = Set.copyOf(paths);
    }

    public boolean isAll() {
        return paths.isEmpty();
    }

    /** Whether a top-level name, or something below it, is kept. */
    public boolean wants(String name) {
        return isAll() || paths.stream().anyMatch(path -> path.equals(name) || path.startsWith(name + "."));
    }

    /** These and more names besides; all stays all. */
    public Fields and(Set<String> more) {
        if (isAll()) {
            return this;
        }
        Set<String> union = new HashSet<>(paths);
        union.addAll(more);
        return new Fields(union);
    }

    /** Reads the {@code fields} parameter against a record, adding a fault for each name the record does not have. */
    static Fields parse(String text, Class<?> shape, List<Fault> faults) {
        Set<String> known = names(shape);
        Set<String> asked = new HashSet<>();
        for (String name : text.split(",", -1)) {
            if (known.contains(name)) {
                asked.add(name);
            } else {
                faults.add(Fault.parameter("fields", unknown(name, known)));
            }
        }
        return new Fields(asked);
    }

    static String unknown(String name, Set<String> known) {
        String shown = Texts.quoted(name);
        return Nearest.to(name, known)
                .map(nearest -> shown + " is not a field here; did you mean '" + nearest + "'?")
                .orElse(shown + " is not a field here; there are none to ask for");
    }

    /** A copy of the tree with only what is wanted; lists are trimmed item by item. */
    JsonNode trim(JsonNode node) {
        return isAll() ? node : trim(node, "");
    }

    private JsonNode trim(JsonNode node, String prefix) {
        if (node instanceof ArrayNode array) {
            ArrayNode kept = array.arrayNode(array.size());
            array.forEach(item -> kept.add(trim(item, prefix)));
            return kept;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode kept = object.objectNode();
        for (Iterator<Map.Entry<String, JsonNode>> all = object.properties().iterator(); all.hasNext(); ) {
            Map.Entry<String, JsonNode> property = all.next();
            String path = prefix + property.getKey();
            if (paths.contains(path)) {
                kept.set(property.getKey(), property.getValue());
            } else if (paths.stream().anyMatch(wanted -> wanted.startsWith(path + "."))) {
                kept.set(property.getKey(), trim(property.getValue(), path + "."));
            }
        }
        return kept;
    }

    private static Set<String> names(Class<?> shape) {
        return NAMES.computeIfAbsent(shape, type -> {
            Set<String> names = new TreeSet<>();
            collect(type, "", names, new ArrayList<>());
            return names;
        });
    }

    private static void collect(Class<?> type, String prefix, Set<String> names, List<Class<?>> above) {
        if (!type.isRecord() || above.contains(type)) {
            return;
        }
        above.add(type);
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(prefix + component.getName());
            collect(itemType(component.getGenericType()), prefix + component.getName() + ".", names, above);
        }
        above.remove(type);
    }

    private static Class<?> itemType(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType list -> itemType(list.getActualTypeArguments()[0]);
            default -> Object.class;
        };
    }
}
