package com.clerk.sdk.openapi.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Proposes {@code group.method} for an operation without a name. The group is the resource that the path and the tag
 * agree on; the method is the operation's id without the name of the API, of the group and of its owner.
 */
public final class OperationProposal {
    /** Verbs that mean another one. */
    private static final Map<String, String> SYNONYMS = Map.of("post", "create", "read", "get", "patch", "update");

    /** Resources of which the caller has only one: a path below them is about the caller. */
    private static final List<String> SINGLETONS = List.of("me", "client");

    /** Words for the owner of a resource, which add nothing to the name of a method. */
    private static final List<String> OWNERS = List.of("instance", "me", "user");

    private final List<List<String>> path;
    private final List<Boolean> followsId;
    private final List<String> tag;
    private final List<String> id;
    private final boolean isList;

    private OperationProposal(String api, String path, String tag, String operationId, boolean isList) {
        this.path = new ArrayList<>();
        this.followsId = new ArrayList<>();
        var before = "";
        for (var segment : path.split("/")) {
            var isName = !segment.isEmpty() && !segment.startsWith("{") && !segment.matches("v\\d+|" + api);
            if (isName && !words(segment).isEmpty()) {
                this.path.add(words(segment));
                this.followsId.add(before.startsWith("{"));
            }
            before = segment;
        }
        this.tag = words(tag);
        var all = words(operationId);
        this.id = all.size() > 1 && all.get(0).equals(api) ? all.subList(1, all.size()) : all;
        this.isList = isList;
    }

    /**
     * Returns the proposed name.
     *
     * @param api the API, such as {@code platform}
     * @param path the path
     * @param tag the first tag, or an empty text
     * @param operationId the upstream id
     * @param isList whether the result is a list
     * @return the name, as {@code group.method}
     */
    public static String of(String api, String path, String tag, String operationId, boolean isList) {
        var proposal = new OperationProposal(api, path, tag, operationId, isList);
        var place = proposal.place();
        var group = proposal.group(place);
        return camelCase(group) + "." + camelCase(proposal.method(group));
    }

    /** Returns the number of the segment that is the tag, in singular or plural; -1 if no segment is. */
    private int place() {
        for (var i = path.size() - 1; i >= 0; i--) {
            if (areSame(path.get(i), tag)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> group(int place) {
        if (place < 0) {
            return groupWithoutPlace();
        }
        var isInArea =
                place > 0 && !followsId.get(place) && !SINGLETONS.contains(String.join(" ", path.get(place - 1)));
        var area = isInArea ? place - 1 : place;
        var group = isInArea ? path.get(area) : inThePlural(path.get(place), tag);
        return area > 0 && followsId.get(area) && mentions(path.get(0)) ? joined(singular(path.get(0)), group) : group;
    }

    /** Returns the one of two names, which differ in their number at most, that is in the plural. */
    private static List<String> inThePlural(List<String> some, List<String> others) {
        return String.join("", others).length() > String.join("", some).length() ? others : some;
    }

    private List<String> groupWithoutPlace() {
        if (path.isEmpty()) {
            return tag.isEmpty() ? List.of("other") : tag;
        }
        var first = path.get(0);
        if (tag.isEmpty() || SINGLETONS.contains(String.join(" ", first))) {
            return first;
        }
        // The end of a tag may name the resource: "Email & SMS Templates" is /templates. Several resources may share
        // one.
        var isEndOfTag =
                tag.size() >= first.size() && areSame(tag.subList(tag.size() - first.size(), tag.size()), first);
        return isEndOfTag || mentions(first) && first.size() > 1 ? first : tag;
    }

    private List<String> method(List<String> group) {
        var words = new ArrayList<>(id);
        var verb = words.isEmpty() ? "call" : words.remove(0);
        remove(words, group);
        removeOwner(words, group);
        var isNamedList = !words.isEmpty() && words.get(words.size() - 1).equals("list");
        if (isNamedList) {
            words.remove(words.size() - 1);
        }
        var action = SYNONYMS.getOrDefault(verb, verb);
        if (action.equals("get") && (isList || isNamedList)) {
            action = "list";
        }
        if (isNamedList && !words.isEmpty()) {
            words.set(words.size() - 1, Identifiers.plural(words.get(words.size() - 1)));
        }
        var isBulk = words.remove("bulk");
        var method = new ArrayList<>(isBulk ? List.of("bulk", action) : List.of(action));
        method.addAll(words);
        return method;
    }

    /** Removes the words of the group, or the last of them, where they stand in singular or plural. */
    private static void remove(List<String> words, List<String> group) {
        for (var name :
                Stream.of(group, group.subList(group.size() - 1, group.size())).toList()) {
            for (var i = 0; i + name.size() <= words.size(); i++) {
                if (areSame(words.subList(i, i + name.size()), name)) {
                    words.subList(i, i + name.size()).clear();
                    return;
                }
            }
        }
    }

    /** Removes the owner, such as the user or the instance, from the begin of what is left. */
    private static void removeOwner(List<String> words, List<String> group) {
        var owner = words.isEmpty() ? "" : Identifiers.singular(words.get(0));
        var isOwner = OWNERS.contains(owner) && !List.of(owner).equals(singular(group))
                || owner.equals("organization") && group.contains(owner);
        if (isOwner) {
            words.remove(0);
        }
    }

    private boolean mentions(List<String> name) {
        for (var i = 0; i + name.size() <= id.size(); i++) {
            if (areSame(id.subList(i, i + name.size()), name)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static boolean areSame(List<String> some, List<String> others) {
        return singular(some).equals(singular(others));
    }

    private static List<String> singular(List<String> words) {
        return words.stream().map(Identifiers::singular).toList();
    }

    private static String camelCase(List<String> words) {
        return Identifiers.camelCase(String.join("_", words)).replace("Oauth", "OAuth");
    }

    /** Splits a name into words in lower case; an acronym is one word. */
    private static List<String> words(String name) {
        var spaced = name.replaceAll("OAuth2?", "Oauth")
                .replace("M2M", "M2m")
                .replaceAll("([A-Z]+)s\\b", "$1")
                .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        return Stream.of(spaced.split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
