/**
 * What the doors of both sides share: who may come in ({@link io.annals.edge.Keys}, {@link io.annals.edge.Actor}), how
 * identities are typed, and the {@link io.annals.edge.EdgeConfig} of the rooms below. Promises: nothing is answered without a
 * key besides health, the login link and the page's shell. Forbids: any word of a single feature.
 */
@NullMarked
package io.annals.edge;

import org.jspecify.annotations.NullMarked;
