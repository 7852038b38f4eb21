package org.kvit.order;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import org.kvit.api.Cursor;
import org.kvit.company.People;
import org.kvit.customer.Customer;
import org.kvit.customer.Customers;
import org.kvit.ui.Page;
import org.kvit.ui.TableFile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All customer orders, as a list and as a file.
@Controller
@RequestMapping("/orders")
class OrdersScreen {
    private static final int SHOWN = 100;

    private final OrderLists lists;
    private final Customers customers;
    private final People people;

    OrdersScreen(OrderLists lists, Customers customers, People people) {
        this.lists = lists;
        this.customers = customers;
        this.people = people;
    }

    @GetMapping
    ModelAndView list(OrderListAddress address, @RequestParam(defaultValue = "") String after) {
        var filter = address.filter();
        var model = new HashMap<String, Object>();
        model.put("address", address);
        model.put("listed", lists.list(filter, address.order(), Cursor.parse(after, 2), SHOWN));
        // Further pages are added to the first one, below which the sums stand already.
        model.put("totals", after.isEmpty() ? lists.totals(filter) : List.of());
        model.put("customer", filter.customer().map(customers::find).map(Customer::name));
        model.put("managers", people.all());
        return new ModelAndView("order/orders", model);
    }

    /// @param format `csv` or `xlsx`
    @GetMapping("/export")
    void export(
            OrderListAddress address,
            @RequestParam(defaultValue = "csv") String format,
            Page page,
            HttpServletResponse response)
            throws IOException {
        TableFile.answer(
                response,
                format,
                page.text("order.file"),
                OrderFile.COLUMNS,
                file -> lists.each(address.filter(), address.order(), order -> OrderFile.write(file, order)));
    }
}
