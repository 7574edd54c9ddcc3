package io.annals.events;

import java.util.Map;

/**
 * Makes the next revision out of an old one, on the stored form: maps by component, lists, texts and numbers. Personal
 * components are closed to it: it may move, rename or drop them, and not look inside. A component that becomes personal may
 * stay as it stands: it is read as erased once its subject is.
 */
@FunctionalInterface
public interface Upcaster {
    /** @param stored a copy of its own, to be changed */
    void change(Map<String, Object> stored);
}
