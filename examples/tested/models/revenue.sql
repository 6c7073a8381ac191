-- Revenue of each account, from the tables that the two connectors load.
SELECT account.name AS account, sum(orders.amount)::DOUBLE AS revenue, count(*)::INTEGER AS orders
FROM shop_public.orders AS orders
JOIN shop_public.customers AS customers ON customers.id = orders.customer_id
JOIN crm.account AS account ON account.id = customers.account_id
WHERE NOT orders._fivetran_deleted
GROUP BY account.name
ORDER BY account.name
