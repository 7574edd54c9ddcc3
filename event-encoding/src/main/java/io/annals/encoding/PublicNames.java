package io.annals.encoding;

import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.task.TaskEvent;
import java.util.List;

/**
 * The public names of all facts with the revision that is written today: the one place where a stored name and a class
 * meet. A name is never changed and never used again for something else.
 */
final class PublicNames {
    /** One name. */
    record PublicName(String name, int rev, Class<? extends Fact> type) {}

    static final List<PublicName> ALL = List.of(
            new PublicName("contact.EmailReceived", 2, ContactEvent.EmailReceived.class),
            new PublicName("contact.EmailSent", 2, ContactEvent.EmailSent.class),
            new PublicName("contact.CallMade", 2, ContactEvent.CallMade.class),
            new PublicName("contact.ChatMessagePosted", 2, ContactEvent.ChatMessagePosted.class),
            new PublicName("contact.FormSubmitted", 2, ContactEvent.FormSubmitted.class),
            new PublicName("contact.QuestionAnswered", 2, ContactEvent.QuestionAnswered.class),
            new PublicName("contact.InterviewHeld", 2, ContactEvent.InterviewHeld.class),
            new PublicName("contact.PurchaseMade", 2, ContactEvent.PurchaseMade.class),
            new PublicName("contact.PurchaseReturned", 2, ContactEvent.PurchaseReturned.class),
            new PublicName("contact.VisitMade", 2, ContactEvent.VisitMade.class),
            new PublicName("contact.NoteTaken", 3, ContactEvent.NoteTaken.class),
            new PublicName("contact.LinesTakenBack", 2, ContactEvent.LinesTakenBack.class),
            new PublicName("customer.CustomerRegistered", 1, CustomerEvent.CustomerRegistered.class),
            new PublicName("customer.CustomerRenamed", 1, CustomerEvent.CustomerRenamed.class),
            new PublicName("customer.RolesAssigned", 1, CustomerEvent.RolesAssigned.class),
            new PublicName("customer.TeamAssigned", 1, CustomerEvent.TeamAssigned.class),
            new PublicName("customer.RegionAssigned", 1, CustomerEvent.RegionAssigned.class),
            new PublicName("customer.IdentityAdded", 1, CustomerEvent.IdentityAdded.class),
            new PublicName("customer.AttributesCorrected", 1, CustomerEvent.AttributesCorrected.class),
            new PublicName("customer.ConsentGiven", 1, CustomerEvent.ConsentGiven.class),
            new PublicName("customer.ConsentWithdrawn", 1, CustomerEvent.ConsentWithdrawn.class),
            new PublicName("customer.IdentityConflictFound", 1, CustomerEvent.IdentityConflictFound.class),
            new PublicName("customer.CustomerErased", 1, CustomerEvent.CustomerErased.class),
            new PublicName("customer.IdentityClaimed", 1, CustomerEvent.IdentityClaimed.class),
            new PublicName("customer.IdentityReleased", 1, CustomerEvent.IdentityReleased.class),
            new PublicName("loyalty.CardIssued", 1, LoyaltyEvent.CardIssued.class),
            new PublicName("loyalty.PointsEarned", 1, LoyaltyEvent.PointsEarned.class),
            new PublicName("loyalty.PointsTakenBack", 1, LoyaltyEvent.PointsTakenBack.class),
            new PublicName("loyalty.PointsRedeemed", 1, LoyaltyEvent.PointsRedeemed.class),
            new PublicName("loyalty.PurchaseRewarded", 1, LoyaltyEvent.PurchaseRewarded.class),
            new PublicName("loyalty.ReturnSettled", 1, LoyaltyEvent.ReturnSettled.class),
            new PublicName("loyalty.RedemptionMade", 1, LoyaltyEvent.RedemptionMade.class),
            new PublicName("loyalty.GoodwillGranted", 1, LoyaltyEvent.GoodwillGranted.class),
            new PublicName("loyalty.GrantMade", 1, LoyaltyEvent.GrantMade.class),
            new PublicName("loyalty.AllowanceUsed", 1, LoyaltyEvent.AllowanceUsed.class),
            new PublicName("task.TaskSet", 1, TaskEvent.TaskSet.class),
            new PublicName("task.TaskReassigned", 1, TaskEvent.TaskReassigned.class),
            new PublicName("task.TaskRescheduled", 1, TaskEvent.TaskRescheduled.class),
            new PublicName("task.TaskCompleted", 1, TaskEvent.TaskCompleted.class),
            new PublicName("task.TaskReopened", 1, TaskEvent.TaskReopened.class));

    private PublicNames() {}
}
