/**
 * Probabilistic record linkage: whether two descriptions are of one person, with a score in bits and a reason a field.
 *
 * <p>The model of Fellegi and Sunter ("A Theory for Record Linkage", Journal of the American Statistical Association 64, 1969):
 * each field comes to a level of agreement; a level weighs log₂(m/u), where m is its probability among pairs that are one
 * person and u among pairs that are two; fields are taken as independent given either, so weights add up. m, u and the share of
 * matches are learnt without labels by expectation maximisation (Dempster, Laird and Rubin 1977; Winkler 1988).
 *
 * <p>Promises: pure; the same people and seed come to the same weights; a score is the sum of its reasons and of the prior, is
 * symmetric, and never falls where two agree more. Forbids: MongoDB, Spring, Axon, clocks.
 */
@NullMarked
package io.annals.query.duplicate.linkage;

import org.jspecify.annotations.NullMarked;
